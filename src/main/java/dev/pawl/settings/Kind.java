package dev.pawl.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a value in a settings file must be like: for the loader, for editors, and for people.
 *
 * @param take takes the value as what it must be, or refuses it with {@link Value.Refused}
 * @param schema the same as JSON Schema, as far as that can say it
 * @param form the same in a few words, as Markdown
 */
record Kind(Function<JsonNode, Object> take, Map<String, Object> schema, String form) {
  private static final int TEXTS = 50;

  static Kind path() {
    return new Kind(
        Value::path,
        of("type", "string", "maxLength", Value.PATH_LENGTH, "pattern", Value.PATH_SCHEMA),
        "path");
  }

  static Kind login() {
    return new Kind(
        Value::login,
        of("type", "string", "pattern", "^(?:" + Value.LOGIN + ")$"),
        "login, also of a bot (`name[bot]`)");
  }

  static Kind label() {
    return new Kind(
        Value::label,
        of("type", "string", "minLength", 1, "maxLength", Value.LABEL, "pattern", "\\S"),
        "text of 1 to " + Value.LABEL + " characters");
  }

  static Kind yesOrNo() {
    return new Kind(Value::yes, of("type", "boolean"), "`true` or `false`");
  }

  static Kind number(int least, int most) {
    return new Kind(
        value -> Value.number(value, least, most),
        of("type", "integer", "minimum", least, "maximum", most),
        "whole number from " + least + " to " + most);
  }

  /** One of an enum's values, by the names that their {@code toString} gives. */
  static <E extends Enum<E>> Kind oneOf(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(E::toString).toList();
    String before =
        words.stream()
            .limit(words.size() - 1L)
            .map(word -> "`" + word + "`")
            .collect(Collectors.joining(", "));
    return new Kind(
        value -> Value.word(value, type),
        of("type", "string", "enum", words),
        before + " or `" + words.getLast() + "`");
  }

  static Kind line() {
    return new Kind(Value::line, lineSchema(), "a line of text");
  }

  static Kind lines(String form) {
    return new Kind(Value::words, list(lineSchema()), form);
  }

  /** Texts that are compared without regard to case, in small letters. */
  static Kind smallLines(String form) {
    return new Kind(Value::small, list(lineSchema()), form);
  }

  static Kind logins() {
    return new Kind(Value::logins, list(login().schema()), "list of logins");
  }

  static Kind ids() {
    return new Kind(
        Value::ids, list(of("type", "integer", "minimum", 1)), "list of GitHub's ids of accounts");
  }

  static Kind labels() {
    return new Kind(Value::labels, list(label().schema()), "list of labels");
  }

  static Kind patterns() {
    return new Kind(
        Value::patterns,
        list(
            of("type", "string", "minLength", 1, "maxLength", Value.PATTERN, "pattern", "[^*\\s]")),
        "list of patterns");
  }

  private static Map<String, Object> lineSchema() {
    return of("type", "string", "minLength", 1, "maxLength", Value.LINE, "pattern", "^.*\\S.*$");
  }

  private static Map<String, Object> list(Map<String, Object> entry) {
    return of("type", "array", "maxItems", TEXTS, "items", entry);
  }

  /** A map in the order in which it is written here, which is that of what is served. */
  static Map<String, Object> of(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int at = 0; at < keysAndValues.length; at += 2) {
      map.put((String) keysAndValues[at], keysAndValues[at + 1]);
    }
    return map;
  }
}
