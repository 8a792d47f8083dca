package dev.pawl.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** The git objects of all repositories: bare ones on disk, or in memory where nothing lasts. */
public final class GitStore implements AutoCloseable {
  private final @Nullable Path directory;
  private final Map<Long, GitRepository> open = new ConcurrentHashMap<>();

  public GitStore(@Nullable Path directory) {
    this.directory = directory;
  }

  public GitRepository of(Repository repository) {
    return open.computeIfAbsent(repository.id, this::open);
  }

  private GitRepository open(long id) {
    try {
      if (directory == null)
        return new GitRepository(new InMemoryRepository(new DfsRepositoryDescription("r" + id)));
      Path folder = directory.resolve(id + ".git");
      boolean fresh = !Files.exists(folder.resolve("HEAD"));
      var repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      if (fresh) repository.create(true);
      return new GitRepository(repository);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets everything, on disk too. */
  public void clear() {
    close();
    if (directory == null || !Files.exists(directory)) return;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    open.values().forEach(GitRepository::close);
    open.clear();
  }
}
