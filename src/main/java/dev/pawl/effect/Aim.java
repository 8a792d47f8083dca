package dev.pawl.effect;

import dev.pawl.github.Call;

/**
 * What is to be sent, once it is known what is there.
 *
 * @param <I> the kind's intent
 */
public sealed interface Aim<I extends Intent> {
  /** This is sent. */
  record At<I extends Intent>(I intent) implements Aim<I> {}

  /** This request is sent, in which more stands than the intent knew. */
  record By<I extends Intent>(Call call) implements Aim<I> {}

  /** There is nothing left to write. */
  record Nothing<I extends Intent>(Written there) implements Aim<I> {}

  /**
   * What it was planned upon is not there any more; nothing is sent, now or later.
   *
   * @param outcome as {@link Refusal.Over} names it
   * @param words for people
   */
  record Over<I extends Intent>(String outcome, String words) implements Aim<I> {}

  /** GitHub did not say what is there; nothing is sent yet. */
  record Unclear<I extends Intent>(Probe.Unclear why) implements Aim<I> {}
}
