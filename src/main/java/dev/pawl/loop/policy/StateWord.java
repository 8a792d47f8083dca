package dev.pawl.loop.policy;

/** The one word by which every page, check and command says how things are. */
public enum StateWord {
  /** An agent or GitHub is at it. */
  WORKING("Working"),
  /** For a named thing, until a named time. */
  WAITING("Waiting"),
  /** Will act next. */
  READY("Ready"),
  /** Only a person can go on. */
  NEEDS_YOU("Needs you"),
  PAUSED("Paused"),
  /** The goal is reached. */
  DONE("Done"),
  /** Not set up. */
  IDLE("Idle"),
  /** Never shown as zero or as fine. */
  UNKNOWN("Unknown");

  private final String word;

  StateWord(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
