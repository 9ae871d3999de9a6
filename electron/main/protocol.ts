import { protocol, type Session } from 'electron'
import { APP_SCHEME } from './origin.ts'
import { allowList, type MadeFile, respond } from './pageFiles.ts'

/** Before `ready`: makes app:// a secure, standard origin of its own, without the powers of file://. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Serves the files that were in the built folder at start, by exact path, and nothing else; a session of its own may be
 * given files made in memory beside them.
 */
export async function serveApp(
  session: Session,
  folder: string,
  made: (path: string) => MadeFile | null = () => null,
): Promise<void> {
  const files = await allowList(folder)
  session.protocol.handle(APP_SCHEME, (request) => respond(files, request, made))
}
