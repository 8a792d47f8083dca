package dev.pawl.bench;

import dev.pawl.store.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes have used of the processors so far, in seconds. Unlike a rate it hardly depends on
 * what else the machine does.
 *
 * @param pawl the process that is measured
 * @param database all of PostgreSQL's processes
 * @param generator this one
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat</a>
 */
record ProcessorTime(double pawl, double database, double generator) {
  private static final double TICKS = 100;

  /** Places of utime, stime, cutime and cstime behind the name's closing bracket. */
  private static final List<Integer> OWN = List.of(11, 12);

  private static final List<Integer> WITH_CHILDREN = List.of(11, 12, 13, 14);
  private static final int PARENT = 1;

  static ProcessorTime now(long pawl, DatabaseAddress database) {
    long postmaster = postmaster(database);
    double server = used(postmaster, WITH_CHILDREN);
    for (long child : children(postmaster)) {
      server += used(child, OWN);
    }
    return new ProcessorTime(used(pawl, OWN), server, used(ProcessHandle.current().pid(), OWN));
  }

  ProcessorTime since(ProcessorTime before) {
    return new ProcessorTime(
        pawl - before.pawl, database - before.database, generator - before.generator);
  }

  /** Microseconds of each of so many. */
  String each(long number) {
    return "%.0f µs of Pawl's, %.0f of PostgreSQL's, %.0f of the generator's"
        .formatted(pawl / number * 1e6, database / number * 1e6, generator / number * 1e6);
  }

  private static long postmaster(DatabaseAddress database) {
    List<Long> parents = new ArrayList<>();
    BenchStory.each(
        database,
        "select pid from pg_stat_activity where backend_type = 'checkpointer'",
        row -> parents.add(Long.parseLong(fields(row.getLong("pid")).get(PARENT))));
    return parents.getFirst();
  }

  private static List<Long> children(long parent) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::parseLong)
          .filter(
              pid -> {
                List<String> fields = fields(pid);
                return fields.size() > PARENT && fields.get(PARENT).equals(String.valueOf(parent));
              })
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static double used(long pid, List<Integer> places) {
    List<String> fields = fields(pid);
    return fields.isEmpty()
        ? 0
        : places.stream().mapToLong(place -> Long.parseLong(fields.get(place))).sum() / TICKS;
  }

  /** What stands behind the name; nothing where the process has ended. */
  private static List<String> fields(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
    } catch (IOException ended) {
      return List.of();
    }
  }
}
