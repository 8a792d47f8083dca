package dev.pawl.github;

public sealed interface Principal {
  record App() implements Principal {}

  record Installation(long id) implements Principal {}

  record Person(String login) implements Principal {}
}
