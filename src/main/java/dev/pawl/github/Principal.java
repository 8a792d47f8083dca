package dev.pawl.github;

/** In whose name a request is made. */
public sealed interface Principal {
  /** The App itself, for what concerns the App. */
  record App() implements Principal {}

  /**
   * The App on one account.
   *
   * @param id the installation's id
   */
  record Installation(long id) implements Principal {}

  /** Nobody: for what is secured by what is asked for. */
  record Nobody() implements Principal {}

  /** The person whose token Pawl was given: what only people may ask of an agent. */
  record Person() implements Principal {}
}
