/** A comment of a pull or merge request. */
export interface Comment {
  readonly id: string;
  readonly body: string;
  /** True where the job's own account wrote it: only such a comment is ever changed. */
  readonly isOurs: boolean;
}

/** The comments of one pull or merge request on one platform. */
export interface Platform {
  /** What people call it. */
  readonly name: string;
  /** How many characters a comment may have there. */
  readonly limit: number;
  /** Every comment, oldest first, page by page. */
  comments(): AsyncIterable<Comment>;
  create(body: string): Promise<void>;
  update(comment: Comment, body: string): Promise<void>;
}

/** What a run in CI knows of itself. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the command line may say instead of the environment. */
export interface RequestFacts {
  readonly environment: Environment;
  /** The number of the pull or merge request. */
  readonly number?: string;
  /** The variable that holds the token. */
  readonly tokenVariable?: string;
}
