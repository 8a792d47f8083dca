package dev.pawl.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** What people say to Pawl on GitHub, by one who may write and one who may not. */
abstract class CommandStory extends PullRequestStory {
  /** Who may write. */
  String ada;

  /** Who may not. */
  String eve;

  Visitor visitor;

  @BeforeEach
  void arrive() {
    visitor = new Visitor(webhook());
    ada = owner + "-ada";
    eve = owner + "-eve";
    github.createPerson(ada);
    github.createPerson(eve);
  }

  /** A repository with the loop's issue #1, where Ada may write. */
  String talked(String name) {
    String repository = repositoryWithGoal(name);
    github.permit(repository, ada, "write");
    github.install(owner);
    eventually(() -> ownIssues(repository).size() == 1);
    settled();
    return repository;
  }

  /** What Pawl has answered there, oldest first. */
  List<String> answers(String repository, int number) {
    return github.comments(repository, number).stream()
        .filter(CommandStory::isAnswer)
        .map(comment -> comment.path("body").asText())
        .toList();
  }

  private static boolean isAnswer(JsonNode comment) {
    return comment.path("body").asText().contains("pawl:effect=said:answer:");
  }

  /** The last answer there, once there are so many. */
  String answer(String repository, int number, int count) {
    eventually(() -> answers(repository, number).size() == count);
    settled();
    return answers(repository, number).getLast();
  }

  /** How often a comment has a reaction. */
  int reactions(String repository, int number, long comment, String content) {
    return github.comments(repository, number).stream()
        .filter(one -> one.path("id").asLong() == comment)
        .findFirst()
        .orElseThrow()
        .path("reactions")
        .path(content)
        .asInt();
  }

  /** How often the rights of somebody were asked for. */
  long asked(String repository, String login) {
    return github
        .requests("GET", "/repos/" + repository + "/collaborators/" + login + "/permission")
        .size();
  }

  /** What became of the commands of a repository, in their order. */
  List<String> commands(String repository) {
    return Stream.of(
            database()
                .execute(
                    "select coalesce(string_agg(line || ' -> ' || state, ',' order by id), '') as t"
                        + " from command where repository_id = $1",
                    repositoryId(repository))
                .iterator()
                .next()
                .getString("t")
                .split(","))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
