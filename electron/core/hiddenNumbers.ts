import { type Application, FACTS, type FactName } from '../../shared/application.ts'
import { EVIDENCE } from '../../shared/contract/call.ts'
import { maskNumber } from '../../shared/maskNumber.ts'
import type { Claim } from '../../shared/radar/claim.ts'
import type { RadarView } from '../../shared/radar/radarView.ts'
import { isPersonalNumber } from '../../shared/radar/related.ts'
import type { Role } from '../../shared/roles.ts'

/** The window hides numbers until somebody asks (`number.show`); who may not ask does not get them into the window at all. */
function mayAsk(roles: readonly Role[]): boolean {
  return roles.some((role) => EVIDENCE.includes(role))
}

/** The application as somebody with these roles may have it. */
export function applicationFor(roles: readonly Role[], application: Application): Application {
  if (mayAsk(roles)) return application
  const facts = { ...application.facts }
  for (const fact of Object.keys(facts) as FactName[]) {
    if (FACTS[fact].kind === 'id') Object.assign(facts, { [fact]: maskNumber(String(facts[fact])) })
  }
  return { ...application, facts }
}

/** 查重 as somebody with these roles may have it. */
export function radarFor(roles: readonly Role[], view: RadarView): RadarView {
  if (mayAsk(roles)) return view
  return {
    ...view,
    pairs: view.pairs.map((pair) => ({
      ...pair,
      application: withoutPerson(pair.application),
      other: withoutPerson(pair.other),
    })),
    related: view.related.map(({ shares, members }) => ({
      shares: shares.map(({ by, value }) => ({ by, value: isPersonalNumber(by) ? maskNumber(value) : value })),
      members,
    })),
  }
}

function withoutPerson(claim: Claim): Claim {
  const { idNumber } = claim.facts
  return idNumber === undefined ? claim : { ...claim, facts: { ...claim.facts, idNumber: maskNumber(idNumber) } }
}
