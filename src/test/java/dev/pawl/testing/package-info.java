@org.jspecify.annotations.NullMarked
package dev.pawl.testing;
