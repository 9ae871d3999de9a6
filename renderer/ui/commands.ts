import { useEffect, useId } from 'react'
import type { Channel } from '../../shared/contract.ts'
import type { AccountView } from '../../shared/views.ts'
import { may } from '../client.ts'

/** Something the open screen can do, offered by Ctrl+K beside its button or key. */
export interface Command {
  /** Tells commands apart and is what "recent" remembers. */
  id: string
  /** As the button says it. */
  label: string
  /** The key that does the same, as it is shown. */
  keys?: string
  /** The call behind it: who may not make it is not offered the command. */
  channel?: Channel
  /** Why it cannot be done now, as a sentence; empty when it can. */
  closed?: string
  run(): unknown
}

const mounted = new Map<string, readonly Command[]>()

/** Offers these commands while the component is mounted, always as of its last drawing. */
export function useCommands(commands: readonly Command[]): void {
  const key = useId()
  useEffect(() => {
    mounted.set(key, commands)
  })
  useEffect(() => () => void mounted.delete(key), [key])
}

/** What the screens in front offer this person. */
export function commandsFor(user: Pick<AccountView, 'roles'> | null): Command[] {
  return allowed([...mounted.values()].flat(), user)
}

/** Those the person's roles allow, each once although two buttons may stand for it. */
export function allowed(commands: readonly Command[], user: Pick<AccountView, 'roles'> | null): Command[] {
  const byId = new Map(commands.map((command) => [command.id, command]))
  return [...byId.values()].filter(({ channel }) => channel === undefined || may(user, channel))
}
