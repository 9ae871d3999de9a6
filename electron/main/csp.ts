import { randomBytes } from 'node:crypto'

/** What the built page carries where the nonce of the present load goes. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__'

export function newNonce(): string {
  return randomBytes(16).toString('base64')
}

/** The page's policy: nothing at all, then what the built files need. Styles made at run time show the nonce of this load. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    // WebAssembly for pdf.js's picture decoders (DECISIONS.md); code made from text stays refused.
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}
