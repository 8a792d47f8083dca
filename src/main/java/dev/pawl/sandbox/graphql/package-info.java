/** GitHub's GraphQL API, a strict subset of its schema. */
@NullMarked
package dev.pawl.sandbox.graphql;

import org.jspecify.annotations.NullMarked;
