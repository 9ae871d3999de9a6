/** What a command answers: one JSON document for `--json`, lines of Chinese text otherwise. */
export interface Answer {
  json: unknown
  lines: string[]
  /** Set when the command found something it must refuse over: printed on stderr, exit 1. */
  refusal?: string
}
