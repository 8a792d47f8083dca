package dev.pawl.run;

/** What follows on an attempt that came to nothing. Pure. */
public final class FailedAttempt {
  private FailedAttempt() {}

  /**
   * Another attempt, while there may be one; then a person, or, where the phase is not critical,
   * going on without it. What is held up from outside is no failure, and never comes here.
   *
   * @param most how many attempts there may be
   * @param why the failure, as one sentence
   */
  public static Transition of(PhaseFacts phase, int most, String why) {
    if (phase.attempts() < most) {
      return new Transition.AttemptFailed(why);
    }
    String last = why + " It was attempt " + phase.attempts() + " of " + most + ".";
    return phase.dispensable()
        ? new Transition.Skipped(last + " It is not critical, so the run goes on without it.")
        : new Transition.GivenUp(last);
  }
}
