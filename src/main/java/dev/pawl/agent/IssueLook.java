package dev.pawl.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.effect.EffectTarget;
import dev.pawl.effect.Probe;
import dev.pawl.effect.Written;
import dev.pawl.github.Answer;
import dev.pawl.github.Call;
import dev.pawl.github.Endpoint;
import dev.pawl.github.GitHubClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Looks at an issue for what an earlier try may have left there, as the App. */
@ApplicationScoped
class IssueLook {
  private final GitHubClient github;

  IssueLook(GitHubClient github) {
    this.github = github;
  }

  Probe probe(EffectTarget target, int issue, Predicate<JsonNode> fits) {
    Call look =
        new Call(Endpoint.GET_ISSUE, target.issuePath(issue), Map.of(), null, target.principal());
    Answer answer = github.send(look);
    return switch (answer) {
      case Answer.Success success when fits.test(success.body()) ->
          new Probe.Found(Written.of(success.body()));
      case Answer.Success _ -> new Probe.Absent();
      case Answer.RateLimited _, Answer.Refused _, Answer.Unknown _ -> Probe.notSaid(answer);
    };
  }

  /** Whether somebody who goes by one of the names is an assignee. */
  static boolean assigned(JsonNode issue, List<String> logins) {
    return StreamSupport.stream(issue.path("assignees").spliterator(), false)
        .map(assignee -> assignee.path("login").asText(""))
        .anyMatch(login -> logins.stream().anyMatch(login::equalsIgnoreCase));
  }

  static boolean labeled(JsonNode issue, String name) {
    return StreamSupport.stream(issue.path("labels").spliterator(), false)
        .anyMatch(label -> label.path("name").asText("").equalsIgnoreCase(name));
  }
}
