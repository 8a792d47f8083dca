package dev.pawl.admin;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Fits a document into a page: its headings go below the page's own, without a gap; its images
 * become links, so that none is loaded; a link that leads nowhere is only its text.
 */
final class Embedding extends AbstractVisitor {
  private static final int PAGE = 2;
  private static final int LOWEST = 6;

  private final Destinations destinations;
  private int last = PAGE;

  Embedding(Destinations destinations) {
    this.destinations = destinations;
  }

  @Override
  public void visit(Heading heading) {
    if (heading.getFirstChild() == null) {
      heading.unlink();
      return;
    }
    last = Math.min(LOWEST, Math.min(heading.getLevel() + PAGE, last + 1));
    heading.setLevel(last);
    visitChildren(heading);
  }

  @Override
  public void visit(Image image) {
    visitChildren(image);
    // A link in a link is none: the outer one leads where its author wanted.
    boolean within = inLink(image);
    if (image.getFirstChild() == null) {
      image.appendChild(new Text("image"));
    }
    if (within || destinations.sanitizeLinkUrl(image.getDestination()).isEmpty()) {
      unwrap(image);
    } else {
      Link link = new Link(image.getDestination(), image.getTitle());
      children(image, link);
      image.insertAfter(link);
      image.unlink();
    }
  }

  @Override
  public void visit(Link link) {
    visitChildren(link);
    if (destinations.sanitizeLinkUrl(link.getDestination()).isEmpty()) {
      unwrap(link);
    } else if (link.getFirstChild() == null) {
      link.appendChild(new Text(link.getDestination()));
    }
  }

  private static boolean inLink(Node node) {
    for (Node above = node.getParent(); above != null; above = above.getParent()) {
      if (above instanceof Link) {
        return true;
      }
    }
    return false;
  }

  /** Leaves what is in it where it was. */
  private static void unwrap(Node node) {
    while (node.getFirstChild() != null) {
      node.insertBefore(node.getFirstChild());
    }
    node.unlink();
  }

  private static void children(Node from, Node to) {
    while (from.getFirstChild() != null) {
      to.appendChild(from.getFirstChild());
    }
  }
}
