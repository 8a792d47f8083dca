package dev.pawl.github;

/**
 * The text of the question about one pull request. The first asks for everything, with a hundred of
 * each list; the other one for what follows in those that are longer.
 *
 * @see <a href="https://docs.github.com/en/graphql/reference/objects#pullrequest">PullRequest</a>
 */
final class PullRequestQuery {
  private PullRequestQuery() {}

  private static final String LISTS =
      """
      fragment reviewPage on PullRequestReviewConnection {
        pageInfo { hasNextPage endCursor }
        nodes {
          fullDatabaseId state submittedAt authorCanPushToRepository
          author { ...account }
          commit { oid }
        }
      }
      fragment threadPage on PullRequestReviewThreadConnection {
        pageInfo { hasNextPage endCursor }
        nodes { isResolved }
      }
      fragment filePage on PullRequestChangedFileConnection {
        pageInfo { hasNextPage endCursor }
        nodes { path changeType additions deletions }
      }
      fragment checkPage on StatusCheckRollupContextConnection {
        pageInfo { hasNextPage endCursor }
        nodes {
          __typename
          ... on CheckRun {
            databaseId name status conclusion startedAt completedAt detailsUrl
            checkSuite {
              databaseId
              app { databaseId }
              workflowRun { event workflow { databaseId } }
            }
          }
          ... on StatusContext { context state createdAt targetUrl }
        }
      }
      fragment account on Actor {
        __typename
        login
        ... on User { databaseId }
        ... on Bot { databaseId }
      }
      """;

  private static final String COMMIT =
      """
      fragment contents on Commit {
        oid
        tree { oid }
        parents(first: 2) { nodes { oid } }
      }
      """;

  /**
   * What checks say of the commit that a merge made, of the one before it, and of the latest of the
   * default branch. While it is not merged there is no such commit, and nothing is told. Of each
   * the first hundred checks; all of it together with the lists above still one point.
   */
  private static final String LANDED =
      """
      fragment landed on Commit {
        ...outcome
        before: parents(first: 1) { nodes { ...outcome } }
        repository { defaultBranchRef { target { ...outcome } } }
      }
      fragment outcome on Commit {
        oid
        statusCheckRollup { contexts(first: 100) { ...checkPage } }
      }
      """;

  /**
   * What was said, under names of its own, so that nothing of it touches what a merge is judged by.
   * The latest of each: a text is up to 64 KB long, and all of them come in one answer. At most 280
   * texts, and together with the lists above still one point of the rate limit.
   */
  private static final String DISCUSSION =
      """
      fragment discussion on PullRequest {
        createdAt
        said: comments(last: 50) {
          totalCount
          nodes { fullDatabaseId createdAt body viewerDidAuthor author { ...account } }
        }
        opinions: reviews(last: 30) {
          totalCount
          nodes {
            fullDatabaseId createdAt submittedAt body state viewerDidAuthor
            authorCanPushToRepository
            author { ...account }
          }
        }
        talks: reviewThreads(last: 20) {
          totalCount
          nodes {
            path line originalLine
            comments(last: 10) {
              totalCount
              nodes { fullDatabaseId createdAt body viewerDidAuthor author { ...account } }
            }
          }
        }
      }
      """;

  /** All of it, seen from the repository. */
  static final String PICTURE =
      """
      fragment picture on Repository {
        databaseId mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed
        collaborators(login: $author, first: 1) @include(if: $withAuthor) {
          edges { permission node { login } }
        }
        writers: collaborators(first: 100) @include(if: $withDiscussion) {
          edges { permission node { databaseId } }
        }
        pullRequest(number: $number) {
          ...discussion @include(if: $withDiscussion)
          id fullDatabaseId number title body state isDraft isInMergeQueue updatedAt
          mergeable mergeStateStatus reviewDecision viewerDidAuthor changedFiles
          author { ...account }
          headRefName headRefOid headRepository { databaseId } headRef { target { oid } }
          baseRefName baseRefOid
          baseRef {
            target { oid }
            refUpdateRule {
              requiredApprovingReviewCount requiredStatusCheckContexts requiresCodeOwnerReviews
              requiresConversationResolution requiresLinearHistory
            }
            rules(first: 100) {
              totalCount
              nodes {
                type
                parameters {
                  __typename
                  ... on PullRequestParameters {
                    allowedMergeMethods requireCodeOwnerReview requiredApprovingReviewCount
                    requiredReviewThreadResolution
                  }
                  ... on RequiredStatusChecksParameters {
                    strictRequiredStatusChecksPolicy
                    requiredStatusChecks { context integrationId }
                  }
                }
              }
            }
          }
          mergeCommit { ...contents ...landed }
          mergedBy { login }
          potentialMergeCommit { ...contents }
          timelineItems(last: 1, itemTypes: [CONVERT_TO_DRAFT_EVENT, READY_FOR_REVIEW_EVENT]) {
            nodes { __typename ... on ConvertToDraftEvent { actor { ...account } } }
          }
          labels(first: 100) { nodes { name } }
          reviewRequests(first: 100) {
            nodes {
              requestedReviewer {
                __typename
                ... on User { login }
                ... on Bot { login }
                ... on Team { combinedSlug }
              }
            }
          }
          closingIssuesReferences(first: 50) { nodes { number repository { databaseId } } }
          reviews(first: 100) { ...reviewPage }
          reviewThreads(first: 100) { ...threadPage }
          files(first: 100) { ...filePage }
          statusCheckRollup { contexts(first: 100) { ...checkPage } }
        }
      }
      """
          + LISTS
          + DISCUSSION
          + COMMIT
          + LANDED;

  static final String FIRST =
      """
      query PullRequest($owner: String!, $name: String!, $number: Int!, $author: String,
          $withAuthor: Boolean!, $withDiscussion: Boolean!) {
        repository(owner: $owner, name: $name) { ...picture }
        rateLimit { limit cost remaining resetAt }
      }
      """
          + PICTURE;

  /** Takes it out of its draft, and tells how it stands then. */
  static final String MARK_READY =
      """
      mutation MarkReady($id: ID!, $number: Int!, $author: String, $withAuthor: Boolean!,
          $withDiscussion: Boolean!) {
        markPullRequestReadyForReview(input: {pullRequestId: $id}) {
          pullRequest { number isDraft repository { ...picture } }
        }
      }
      """
          + PICTURE;

  static final String NEXT =
      """
      query PullRequestPages($owner: String!, $name: String!, $number: Int!,
          $reviews: String, $moreReviews: Boolean!, $threads: String, $moreThreads: Boolean!,
          $files: String, $moreFiles: Boolean!, $checks: String, $moreChecks: Boolean!) {
        repository(owner: $owner, name: $name) {
          pullRequest(number: $number) {
            headRefOid
            reviews(first: 100, after: $reviews) @include(if: $moreReviews) { ...reviewPage }
            reviewThreads(first: 100, after: $threads) @include(if: $moreThreads) {
              ...threadPage
            }
            files(first: 100, after: $files) @include(if: $moreFiles) { ...filePage }
            statusCheckRollup @include(if: $moreChecks) {
              contexts(first: 100, after: $checks) { ...checkPage }
            }
          }
        }
        rateLimit { limit cost remaining resetAt }
      }
      """
          + LISTS;
}
