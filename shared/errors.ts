/** Why a request was refused. The message shown to people is the sentence carried beside the code. */
export type ErrorCode =
  | 'BAD_INPUT'
  | 'BAD_WORKBOOK'
  | 'CANCELLED'
  | 'CONFLICT'
  | 'DAMAGED'
  | 'FORBIDDEN'
  | 'LOCKED'
  | 'NOT_FOUND'
  | 'NOT_IN_FORCE'
  | 'NOT_SIGNED_IN'
  | 'PARAMETER_UNSET'
  | 'POLICY_FILE'
  | 'STORAGE'
  | 'UNTRUSTED_SENDER'
  | 'INTERNAL'

/** A refusal with one clear Chinese sentence: where, what, what to do. Safe to show as it is. */
export class AppError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** Marks a branch the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
