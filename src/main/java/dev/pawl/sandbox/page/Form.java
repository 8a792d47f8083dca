package dev.pawl.sandbox.page;

/** A plain form, which works without a script; see {@code Forms} of the control API. */
final class Form {
  private final StringBuilder html = new StringBuilder();

  private Form() {}

  /** What is done, and the page of the sandbox's own that it leads back to. */
  static Form to(String what, String back) {
    Form form = new Form();
    form.html
        .append("<form method=\"post\" action=\"/_sandbox/forms/")
        .append(Html.escape(what))
        .append("\">");
    return form.with("back", back);
  }

  Form with(String name, String value) {
    html.append("<input type=\"hidden\" name=\"")
        .append(name)
        .append("\" value=\"")
        .append(Html.escape(value))
        .append("\">");
    return this;
  }

  /** A choice whose name is not shown, since what stands beside it says what it is. */
  Form choice(String name, String label, CharSequence options) {
    html.append("<select name=\"")
        .append(name)
        .append("\" aria-label=\"")
        .append(Html.escape(label))
        .append("\">")
        .append(options)
        .append("</select>");
    return this;
  }

  /** A choice with its name above it. */
  Form select(String name, String label, CharSequence options) {
    html.append("<label>")
        .append(Html.escape(label))
        .append("<select name=\"")
        .append(name)
        .append("\">")
        .append(options)
        .append("</select></label>");
    return this;
  }

  Form line(String name, String label) {
    html.append("<label class=\"wide\">")
        .append(Html.escape(label))
        .append("<input name=\"")
        .append(name)
        .append("\" required maxlength=\"200\" autocomplete=\"off\"></label>");
    return this;
  }

  Form text(String name, String label) {
    html.append("<label class=\"wide\">")
        .append(Html.escape(label))
        .append("<textarea name=\"")
        .append(name)
        .append("\" rows=\"2\" maxlength=\"20000\"></textarea></label>");
    return this;
  }

  /** The end of the form: a button, and what it says to those who only hear of it. */
  String button(String word, String label) {
    String said = label.startsWith(word) ? label : word + " " + label;
    return html.append("<button aria-label=\"")
        .append(Html.escape(said))
        .append("\">")
        .append(Html.escape(word))
        .append("</button></form>")
        .toString();
  }

  String button(String word) {
    return button(word, word);
  }

  static String option(String value, String label, boolean chosen) {
    return "<option value=\""
        + Html.escape(value)
        + "\""
        + (chosen ? " selected" : "")
        + ">"
        + Html.escape(label)
        + "</option>";
  }
}
