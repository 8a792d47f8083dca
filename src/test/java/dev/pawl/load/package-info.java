/** The load generator of benchmarks and system tests. */
@org.jspecify.annotations.NullMarked
package dev.pawl.load;
