package dev.pawl.sandbox.world;

import org.jspecify.annotations.Nullable;

/** A label of one repository. */
public final class Label {
  public long id;
  public String name = "";
  public String color = "ededed";
  public @Nullable String description;
  public boolean isDefault;
}
