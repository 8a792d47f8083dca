package dev.pawl.sandbox.world;

/**
 * One entry of a tree.
 *
 * @param mode octal text, such as 100644
 * @param type blob, tree or commit
 */
public record GitEntry(String mode, String type, String path, String sha) {
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
