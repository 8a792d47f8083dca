package dev.pawl.sandbox.page;

import dev.pawl.sandbox.http.Answer;

/** A page that says why something was not done. */
public final class Trouble {
  private Trouble() {}

  /** {@code back} is the page that it was asked on. */
  public static Answer page(int status, String why, String back) {
    return Answer.html(
        status,
        Html.page(
            "That was not done",
            "<p>" + Html.escape(why) + "</p><p>" + Html.link(back, "Back") + "</p>"));
  }
}
