package dev.pawl.sandbox.graphql;

/** A field that fails in GitHub's way: null in the data, and an error with a type. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String type;

  Failure(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  String type() {
    return type;
  }
}
