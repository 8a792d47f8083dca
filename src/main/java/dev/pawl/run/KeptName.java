package dev.pawl.run;

import java.nio.charset.StandardCharsets;

/**
 * What a file is called in {@code processed/} and {@code complete/}: as in {@code pending/}, with a
 * number where that name was used before.
 */
final class KeptName {
  /** In bytes. Git knows longer names, but no usual file system does. */
  private static final int LONGEST = 255;

  private static final String END = ".md";

  private KeptName() {}

  /**
   * @param name its path below the folder
   * @param number from 1 on, which is the name itself
   */
  static String of(String name, int number) {
    if (number == 1) {
      return name;
    }
    String end = "-" + number + (name.endsWith(END) ? END : "");
    String start = name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
    int folder = start.lastIndexOf('/') + 1;
    while (bytes(start.substring(folder)) + bytes(end) > LONGEST) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start + end;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
