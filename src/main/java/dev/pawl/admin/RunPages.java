package dev.pawl.admin;

import dev.pawl.github.GitHubAddresses;
import dev.pawl.setup.CsrfToken;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** One run: its phases and attempts, what they produced, and every change with its reason. */
@Path("/")
@RunOnVirtualThread
public class RunPages {
  private final RunView view;
  private final RunTimelines timelines;
  private final HoldView holds;
  private final SettingsInForce settings;
  private final GitHubAddresses addresses;
  private final CsrfToken csrf;

  RunPages(
      RunView view,
      RunTimelines timelines,
      HoldView holds,
      SettingsInForce settings,
      GitHubAddresses addresses,
      CsrfToken csrf) {
    this.view = view;
    this.timelines = timelines;
    this.holds = holds;
    this.settings = settings;
    this.addresses = addresses;
    this.csrf = csrf;
  }

  @CheckedTemplate
  static class Templates {
    static native TemplateInstance run(
        RunView.Whole run,
        List<HoldView.Needed> needed,
        List<RunTimeline> drawn,
        TimeAxis axis,
        List<String> agents,
        String github,
        String csrf);
  }

  @GET
  @Path("runs/{id: [0-9]{1,18}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("id") long id) {
    RunView.Whole run = run(id);
    return Templates.run(
        run,
        holds.neededIn(id),
        timelines.of(List.of(run.line())),
        TimeAxis.of(run),
        agents(run),
        addresses.web(),
        csrf.value());
  }

  @GET
  @Path("runs/{id: [0-9]{1,18}}.md")
  @Produces("text/markdown; charset=utf-8")
  public String markdown(@PathParam("id") long id) {
    return RunSummary.markdown(run(id), addresses.web());
  }

  @GET
  @Path("api/runs/{id: [0-9]{1,18}}")
  @Produces(MediaType.APPLICATION_JSON)
  public RunView.Whole json(@PathParam("id") long id) {
    return run(id);
  }

  /** Those that a task of the run can be given to. */
  private List<String> agents(RunView.Whole run) {
    return run.phases().stream()
        .findFirst()
        .map(phase -> settings.of(phase.repository()).agent().use())
        .orElse(List.of());
  }

  private RunView.Whole run(long id) {
    return view.run(id).orElseThrow(() -> new WebApplicationException(404));
  }
}
