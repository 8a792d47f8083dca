package dev.pawl.run;

/**
 * The text of an issue that Pawl wrote and somebody has edited since, such that it may be given to
 * no agent as it is.
 *
 * @param why one sentence for people
 * @param hash names the text as it was found
 * @param original all that Pawl wrote
 */
public record AlteredTextFacts(String why, String hash, String original) {}
