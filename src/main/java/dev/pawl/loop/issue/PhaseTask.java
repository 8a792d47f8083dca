package dev.pawl.loop.issue;

import dev.pawl.loop.policy.TaskText;
import dev.pawl.mirror.FileAddress;
import dev.pawl.run.PhaseFacts;
import dev.pawl.run.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** The text of a task, whether it came as a file or by hand. */
@ApplicationScoped
class PhaseTask {
  private final FileAddress addresses;

  PhaseTask(FileAddress addresses) {
    this.addresses = addresses;
  }

  /** What came as a file is told with a link to it, as it was when it was taken up. */
  String of(View view, PhaseFacts phase) {
    return view.queue().stream()
        .filter(item -> item.phase() == phase.id())
        .findFirst()
        .map(item -> TaskText.ofFile(phase.body(), link(view.repository(), item.path())))
        .orElseGet(() -> TaskText.byHand(phase.body()));
  }

  private String link(View.RepositoryFacts repository, String path) {
    String commit = Objects.requireNonNullElse(repository.head(), repository.defaultBranch());
    return addresses.of(repository.owner(), repository.name(), commit, path);
  }
}
