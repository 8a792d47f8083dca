package dev.pawl.run;

/**
 * Somebody's wish that a repository be given its first files, which has not ended yet.
 *
 * @param who asked for it
 */
public record OnboardingFacts(long id, String who) {}
