package dev.pawl.sandbox.world;

import static dev.pawl.sandbox.world.GitWork.io;
import static dev.pawl.sandbox.world.GitWork.ioOrNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** The real git objects of one repository, by shas and branch names. */
public final class GitRepository implements AutoCloseable {
  public static final String ZERO = "0".repeat(40);
  private final Repository git;

  GitRepository(Repository git) {
    this.git = git;
  }

  /** Full ref names under a prefix such as {@code refs/heads/}, with their shas. */
  public Map<String, String> refs(String prefix) {
    return io(
        () -> {
          Map<String, String> found = new TreeMap<>();
          for (Ref ref : git.getRefDatabase().getRefsByPrefix(prefix)) {
            ObjectId id = ref.getObjectId();
            if (id != null) found.put(ref.getName(), id.name());
          }
          return found;
        });
  }

  public @Nullable String ref(String fullName) {
    return ioOrNull(
        () -> {
          Ref ref = git.exactRef(fullName);
          ObjectId id = ref == null ? null : ref.getObjectId();
          return id == null ? null : id.name();
        });
  }

  public @Nullable String head(String branch) {
    return ref(Constants.R_HEADS + branch);
  }

  /** Points a ref at a commit, or deletes it with a null sha. */
  public void setRef(String fullName, @Nullable String sha) {
    io(
        () -> {
          RefUpdate update = git.updateRef(fullName);
          update.setForceUpdate(true);
          RefUpdate.Result result;
          if (sha == null) {
            result = update.delete();
          } else {
            update.setNewObjectId(ObjectId.fromString(sha));
            result = update.update();
          }
          switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException(fullName + ": " + result);
          }
          return result;
        });
  }

  /** Branch, tag, full ref or sha (also shortened), to a commit's sha. */
  public @Nullable String commitSha(String name) {
    return ioOrNull(
        () -> {
          for (String full :
              List.of(name, Constants.R_HEADS + name, Constants.R_TAGS + name, "refs/" + name)) {
            if (!full.startsWith("refs/")) continue;
            String sha = ref(full);
            if (sha != null) return sha;
          }
          if (!name.matches("[0-9a-f]{7,40}")) return null;
          ObjectId id = git.resolve(name);
          return id == null ? null : id.name();
        });
  }

  public @Nullable RevCommit commit(String sha) {
    if (!ObjectId.isId(sha) || !exists(sha)) return null;
    return ioOrNull(
        () -> {
          try (RevWalk walk = new RevWalk(git)) {
            return walk.parseCommit(ObjectId.fromString(sha));
          } catch (org.eclipse.jgit.errors.IncorrectObjectTypeException e) {
            return null;
          }
        });
  }

  public boolean exists(String sha) {
    return io(
        () -> {
          try (ObjectReader reader = git.newObjectReader()) {
            return reader.has(ObjectId.fromString(sha));
          }
        });
  }

  /** commit, tree, blob or tag. */
  public String type(String sha) {
    return io(() -> Constants.typeString(git.open(ObjectId.fromString(sha)).getType()));
  }

  public byte[] blob(String sha) {
    return io(
        () -> {
          ObjectLoader loader = git.open(ObjectId.fromString(sha));
          return loader.getBytes(Integer.MAX_VALUE);
        });
  }

  public long size(String sha) {
    return io(() -> git.open(ObjectId.fromString(sha)).getSize());
  }

  /** Entries of a tree, in git's order; recursive lists subtrees too, as GitHub does. */
  public List<GitEntry> entries(String treeSha, boolean recursive) {
    return io(
        () -> {
          List<GitEntry> entries = new ArrayList<>();
          try (TreeWalk walk = new TreeWalk(git)) {
            walk.addTree(ObjectId.fromString(treeSha));
            while (walk.next()) {
              FileMode mode = walk.getFileMode(0);
              entries.add(
                  new GitEntry(
                      String.format("%06o", mode.getBits()),
                      Constants.typeString(mode.getObjectType()),
                      walk.getPathString(),
                      walk.getObjectId(0).name()));
              if (recursive && walk.isSubtree()) walk.enterSubtree();
            }
          }
          return entries;
        });
  }

  /** The entry at a path of a commit's tree, null when there is none. */
  public @Nullable GitEntry at(String commitSha, String path) {
    RevCommit commit = commit(commitSha);
    if (commit == null) return null;
    if (path.isEmpty()) return new GitEntry("040000", "tree", "", commit.getTree().name());
    return ioOrNull(
        () -> {
          try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
            if (walk == null) return null;
            FileMode mode = walk.getFileMode(0);
            return new GitEntry(
                String.format("%06o", mode.getBits()),
                Constants.typeString(mode.getObjectType()),
                path,
                walk.getObjectId(0).name());
          }
        });
  }

  public String insertBlob(byte[] content) {
    return insert(inserter -> inserter.insert(Constants.OBJ_BLOB, content));
  }

  /** Writes a tree: entries over a base tree; a null sha removes the path. */
  public String insertTree(@Nullable String baseTree, Map<String, @Nullable GitEntry> changes) {
    Map<String, GitEntry> files = new TreeMap<>();
    if (baseTree != null)
      for (GitEntry entry : entries(baseTree, true))
        if (!entry.type().equals("tree")) files.put(entry.path(), entry);
    changes.forEach(
        (path, entry) -> {
          files.keySet().removeIf(old -> old.equals(path) || old.startsWith(path + "/"));
          if (entry == null) return;
          if (!entry.type().equals("tree")) files.put(path, entry);
          else
            for (GitEntry inner : entries(entry.sha(), true))
              if (!inner.type().equals("tree")) files.put(path + "/" + inner.path(), inner);
        });
    return insert(
        inserter -> {
          DirCache cache = DirCache.newInCore();
          DirCacheBuilder builder = cache.builder();
          files.forEach(
              (path, file) -> {
                DirCacheEntry entry = new DirCacheEntry(path);
                entry.setFileMode(FileMode.fromBits(Integer.parseInt(file.mode(), 8)));
                entry.setObjectId(ObjectId.fromString(file.sha()));
                builder.add(entry);
              });
          builder.finish();
          return cache.writeTree(inserter);
        });
  }

  public String insertCommit(
      String tree, List<String> parents, String message, GitPerson author, GitPerson committer) {
    return insert(
        inserter -> {
          CommitBuilder commit = new CommitBuilder();
          commit.setTreeId(ObjectId.fromString(tree));
          commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
          commit.setAuthor(ident(author));
          commit.setCommitter(ident(committer));
          commit.setMessage(message);
          return inserter.insert(commit);
        });
  }

  private static PersonIdent ident(GitPerson person) {
    return new PersonIdent(person.name(), person.email(), person.at(), java.time.ZoneOffset.UTC);
  }

  /** What a commit changed against its first parent. */
  public GitChange change(RevCommit commit) {
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> modified = new ArrayList<>();
    return io(
        () -> {
          try (TreeWalk walk = new TreeWalk(git)) {
            walk.setRecursive(true);
            if (commit.getParentCount() == 0) {
              walk.addTree(new org.eclipse.jgit.treewalk.EmptyTreeIterator());
            } else {
              RevCommit parent = commit(commit.getParent(0).name());
              if (parent == null) throw new IOException("parent of " + commit.name());
              walk.addTree(parent.getTree());
            }
            walk.addTree(commit.getTree());
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
              String path = walk.getPathString();
              if (walk.getFileMode(0) == FileMode.MISSING) added.add(path);
              else if (walk.getFileMode(1) == FileMode.MISSING) removed.add(path);
              else modified.add(path);
            }
          }
          return new GitChange(added, removed, modified);
        });
  }

  /** Commits of {@code to} that {@code from} does not have, oldest first. */
  public List<RevCommit> between(String from, String to, int most) {
    return io(
        () -> {
          List<RevCommit> commits = new ArrayList<>();
          try (RevWalk walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
            if (!from.equals(ZERO))
              walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
            for (RevCommit commit : walk) {
              walk.parseBody(commit);
              commits.addFirst(commit);
              if (commits.size() >= most) break;
            }
          }
          return commits;
        });
  }

  public boolean isAncestor(String ancestor, String descendant) {
    return io(
        () -> {
          try (RevWalk walk = new RevWalk(git)) {
            return walk.isMergedInto(
                walk.parseCommit(ObjectId.fromString(ancestor)),
                walk.parseCommit(ObjectId.fromString(descendant)));
          }
        });
  }

  /** A line of a text file of a commit, counted from 1; null where there is none. */
  public @Nullable String line(String commitSha, String path, int number) {
    GitEntry entry = at(commitSha, path);
    if (entry == null || !entry.type().equals("blob")) return null;
    String text = new String(blob(entry.sha()), java.nio.charset.StandardCharsets.UTF_8);
    return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse(null);
  }

  /** Takes over a commit of another repository, with all that hangs on it. */
  public void copy(GitRepository other, String commitSha) {
    if (exists(commitSha)) return;
    insert(
        inserter -> {
          try (ObjectWalk walk = new ObjectWalk(other.git)) {
            RevCommit from = walk.parseCommit(ObjectId.fromString(commitSha));
            walk.markStart(from);
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next())
              take(inserter, other, commit);
            for (RevObject each = walk.nextObject(); each != null; each = walk.nextObject())
              take(inserter, other, each);
            return from;
          }
        });
  }

  private void take(ObjectInserter inserter, GitRepository other, ObjectId id) throws IOException {
    if (exists(id.name())) return;
    ObjectLoader loader = other.git.open(id);
    inserter.insert(loader.getType(), loader.getBytes(Integer.MAX_VALUE));
  }

  public GitMerges merges() {
    return new GitMerges(git, this);
  }

  public GitDiffs diffs() {
    return new GitDiffs(git);
  }

  @Override
  public void close() {
    git.close();
  }

  private interface Insert {
    ObjectId into(ObjectInserter inserter) throws IOException;
  }

  private String insert(Insert insert) {
    return io(
        () -> {
          try (ObjectInserter inserter = git.newObjectInserter()) {
            ObjectId id = insert.into(inserter);
            inserter.flush();
            return id.name();
          }
        });
  }
}
