package dev.pawl.effect;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a write left behind at GitHub.
 *
 * @param id GitHub's id of it; null for what has none that matters
 * @param number its number, for issues
 * @param url where people see it
 * @param commit the commit that it made, or at which it made something; null for what has none
 * @param object GitHub's own words about it
 */
public record Written(
    @Nullable Long id,
    @Nullable Long number,
    @Nullable String url,
    @Nullable String commit,
    JsonNode object) {

  /** Reads REST's usual fields. */
  public static Written of(JsonNode object) {
    return new Written(
        object.path("id").canConvertToLong() ? object.path("id").longValue() : null,
        object.path("number").canConvertToLong() ? object.path("number").longValue() : null,
        object.path("html_url").isTextual() ? object.path("html_url").textValue() : null,
        null,
        object);
  }

  /** The same, with the commit that it made; empty: none. */
  Written at(String sha) {
    return new Written(id, number, url, sha.isEmpty() ? null : sha, object);
  }
}
