package dev.pawl.effect;

/**
 * What is to be sent, once it is known what earlier effects left behind.
 *
 * @param <I> the kind's intent
 */
public sealed interface Aim<I extends Intent> {
  /** This is sent. */
  record At<I extends Intent>(I intent) implements Aim<I> {}

  /** GitHub did not say what is there; nothing is sent yet. */
  record Unclear<I extends Intent>(Probe.Unclear why) implements Aim<I> {}
}
