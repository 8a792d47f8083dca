package dev.pawl.sandbox.world;

import static dev.pawl.sandbox.world.GitWork.io;
import static dev.pawl.sandbox.world.GitWork.ioOrNull;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** Real three-way merges, without a working tree. */
public final class GitMerges {
  private final Repository git;
  private final GitRepository objects;

  GitMerges(Repository git, GitRepository objects) {
    this.git = git;
    this.objects = objects;
  }

  /** The tree of both commits merged; null when they conflict. */
  public @Nullable String tree(String ours, String theirs) {
    return ioOrNull(() -> merged(merger(), ours, theirs));
  }

  /** The best common ancestor; null when they have nothing in common. */
  public @Nullable String base(String one, String other) {
    return ioOrNull(
        () -> {
          try (RevWalk walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
            RevCommit base = walk.next();
            return base == null ? null : base.name();
          }
        });
  }

  /**
   * Writes commits anew on top of another, one after the other; null when one conflicts. Merge
   * commits are left out, as {@code git rebase} does.
   *
   * @param committer who appears as the committer of the new commits; their authors stay
   */
  public @Nullable String replay(String onto, List<RevCommit> commits, GitPerson committer) {
    String tip = onto;
    for (RevCommit commit : commits) {
      if (commit.getParentCount() != 1) continue;
      String next = replayed(tip, commit, committer);
      if (next == null) return null;
      tip = next;
    }
    return tip;
  }

  /**
   * The tree of a commit without what came from one commit to a later one; null when that conflicts
   * with what came since.
   */
  public @Nullable String undone(String onto, String last, String before) {
    return ioOrNull(
        () -> {
          ThreeWayMerger merger = merger();
          merger.setBase(ObjectId.fromString(last));
          return merged(merger, onto, before);
        });
  }

  private @Nullable String replayed(String onto, RevCommit commit, GitPerson committer) {
    String tree =
        ioOrNull(
            () -> {
              ThreeWayMerger merger = merger();
              merger.setBase(commit.getParent(0));
              return merged(merger, onto, commit.name());
            });
    if (tree == null) return null;
    var author = commit.getAuthorIdent();
    return objects.insertCommit(
        tree,
        List.of(onto),
        commit.getFullMessage(),
        new GitPerson(author.getName(), author.getEmailAddress(), author.getWhenAsInstant()),
        committer);
  }

  private ThreeWayMerger merger() {
    return io(() -> (ThreeWayMerger) MergeStrategy.RECURSIVE.newMerger(git, true));
  }

  private static @Nullable String merged(ThreeWayMerger merger, String ours, String theirs)
      throws IOException {
    boolean clean = merger.merge(ObjectId.fromString(ours), ObjectId.fromString(theirs));
    return clean ? merger.getResultTreeId().name() : null;
  }
}
