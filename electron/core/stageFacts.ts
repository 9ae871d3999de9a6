import type { Account } from '../../db/accounts.ts'
import { decisionsOf } from '../../db/decisions.ts'
import { validList } from '../../db/lists.ts'
import { decidedCases, isRecused, recusedCases } from '../../db/people.ts'
import type { ArticleKey } from '../../shared/application.ts'
import type { MoveFacts } from '../../shared/stages/moves.ts'
import type { Stage } from '../../shared/stages/stages.ts'
import { articleStages } from './articleStages.ts'
import { remainingFor } from './objections.ts'
import { type CaseState, isStale, type RoundState } from './roundState.ts'
import type { Actor, Workspace } from './workspace.ts'

/** Somebody who may act, with the roles that decide what. */
export type Person = Actor & Pick<Account, 'roles'>

/** The path of a case whose article is not known yet. */
const COMMON_PATH: readonly Stage[] = ['草稿', '已受理', '形式审查', '拟定', '复核', '审定', '公示', '下达', '归档']

type Articles = RoundState['context']['articles']

/** The stages a case passes, by its article as in force in the round. */
export function stagesOf(ws: Workspace, article: ArticleKey | null, articles: Articles): readonly Stage[] {
  const inForce = article === null ? undefined : articles.get(article)
  return inForce === undefined ? COMMON_PATH : articleStages(ws, inForce)
}

/** What the moves of any case of a round depend on; people and list are read once for all of them. */
export function roundMoveFacts(ws: Workspace, person: Person, state: RoundState): (one: CaseState) => MoveFacts {
  const recused = recusedCases(ws.db, person.id)
  const decided = decidedCases(ws.db, person.id, state.round.id)
  const paying = once(() => payment(ws, state.round.id))
  const paths = new Map<ArticleKey | null, readonly Stage[]>()
  const path = (article: ArticleKey | null): readonly Stage[] => {
    const known = paths.get(article) ?? stagesOf(ws, article, state.context.articles)
    paths.set(article, known)
    return known
  }
  return (one) =>
    facts(one, person, {
      stages: path(one.stored.application.article),
      own: () => decided.has(one.stored.id),
      recused: recused.has(one.stored.id),
      paying,
    })
}

/** As roundMoveFacts, for one case: nothing of the rest of the round is read. */
export function caseMoveFacts(ws: Workspace, person: Person, one: CaseState, articles: Articles): MoveFacts {
  const { id, roundId, application } = one.stored
  return facts(one, person, {
    stages: stagesOf(ws, application.article, articles),
    own: () => decisionsOf(ws.db, id).some(({ decidedBy }) => decidedBy === person.id),
    recused: isRecused(ws.db, id, person.id),
    paying: once(() => payment(ws, roundId)),
  })
}

interface Payment {
  /** Application numbers granted on the valid list. */
  granted: ReadonlySet<string>
  unpaid: string | null
}

function payment(ws: Workspace, roundId: string): Payment {
  const list = validList(ws.db, roundId)
  if (list === null) return { granted: new Set(), unpaid: null }
  const granted = list.content.items.filter(({ status }) => status === 'granted').map((item) => item.applicationNo)
  const remaining = remainingFor(ws, { id: list.id, roundId, listNo: list.listNo, invalidReason: null })
  return { granted: new Set(granted), unpaid: remaining[0] ?? null }
}

function facts(
  one: CaseState,
  person: Person,
  known: { stages: readonly Stage[]; own(): boolean; recused: boolean; paying(): Payment },
): MoveFacts {
  return {
    stage: one.stage,
    stages: known.stages,
    decision: one.decision?.kind ?? null,
    stale: isStale(one),
    get granted() {
      return known.paying().granted.has(one.stored.application.applicationNo)
    },
    get unpaid() {
      return known.paying().unpaid
    },
    get own() {
      return known.own()
    },
    recused: known.recused,
    chief: person.roles.includes('chief'),
  }
}

function once<T extends object>(work: () => T): () => T {
  let done: T | null = null
  return () => {
    done ??= work()
    return done
  }
}
