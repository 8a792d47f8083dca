package dev.pawl.webhook;

import java.util.function.Consumer;

/**
 * Puts the lines of a stream of server-sent events together into messages. Events that have a name
 * of their own, such as a channel's beat, are none.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">Interpreting
 *     an event stream</a>
 */
final class ServerSentEvents {
  private final int longest;
  private final Consumer<String> messages;
  private StringBuilder data = new StringBuilder();
  private boolean named;
  private boolean tooLong;

  /**
   * @param longest how many characters a message may have; longer ones are left out
   */
  ServerSentEvents(int longest, Consumer<String> messages) {
    this.longest = longest;
    this.messages = messages;
  }

  /** One line, without its end. */
  void line(String line) {
    if (line.isEmpty()) {
      dispatch();
    } else if (line.startsWith("data:")) {
      String text = line.substring("data:".length());
      append(text.startsWith(" ") ? text.substring(1) : text);
    } else if (line.startsWith("event:")) {
      String name = line.substring("event:".length()).strip();
      named = !name.isEmpty() && !name.equals("message");
    }
  }

  private void append(String text) {
    if (tooLong || data.length() + text.length() > longest) {
      tooLong = true;
      data = new StringBuilder();
      return;
    }
    if (!data.isEmpty()) {
      data.append('\n');
    }
    data.append(text);
  }

  private void dispatch() {
    String message = data.toString();
    boolean whole = !named && !tooLong && !message.isEmpty();
    data = new StringBuilder();
    named = false;
    tooLong = false;
    if (whole) {
      messages.accept(message);
    }
  }
}
