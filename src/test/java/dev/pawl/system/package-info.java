@org.jspecify.annotations.NullMarked
package dev.pawl.system;
