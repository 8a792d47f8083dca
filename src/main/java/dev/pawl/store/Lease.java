package dev.pawl.store;

/**
 * The right to work in one lane, as long as no later claim has raised the lane's fencing number.
 *
 * @param lane the lane's name, such as {@code repo:42}
 * @param fencing the number this claim was given; each claim of a lane gets a higher one
 */
public record Lease(String lane, long fencing) {}
