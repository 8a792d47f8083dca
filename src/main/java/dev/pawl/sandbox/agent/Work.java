package dev.pawl.sandbox.agent;

import java.util.Map;

/**
 * What an agent makes of an issue.
 *
 * @param title of the pull request
 * @param summary for people
 * @param files the first push, text by path
 * @param proof the push after it; empty: none
 */
record Work(String title, String summary, Map<String, String> files, Map<String, String> proof) {
  boolean touches(String path) {
    return files.containsKey(path) || proof.containsKey(path);
  }
}
