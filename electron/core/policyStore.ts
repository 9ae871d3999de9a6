import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../db/digest.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import type { IsoDate } from '../../shared/date.ts'
import type { Article, ArticleVersion, Condition, Policy } from '../../shared/policy/article.ts'
import {
  type ArticleInForce,
  articlesInForce,
  demoParameters,
  type EnteredParameter,
} from '../../shared/policy/inForce.ts'
import { type DemoSet, type PolicyFile, parseDemo, parsePolicy } from '../../shared/policy/parse.ts'

/** The policy data under `templates/policy`, read once and checked. */
export interface PolicyStore {
  policy: Policy
  /** The text every quotation is taken from. */
  sourceText: string
  demoNotice: string
  /** What the instrument adds to every assessment, and the SHA-256 of its canonical text. */
  instrument: { hash: string; text: InstrumentText }
  demoParameters(on: IsoDate): EnteredParameter[]
  /** 评审指标 of the 演示参数, by article. */
  demoScoring: DemoSet['scoring']
  articlesOn(on: IsoDate, entered: readonly EnteredParameter[]): Map<ArticleKey, ArticleInForce>
}

/** The part of the instrument an assessment reads beside the article: kept under its own hash, for replay. */
export interface InstrumentText {
  instrument: string
  industries: string[]
  commonConditions: Condition[]
}

const INSTRUMENT = 'fashion-2026'

/** Reads `<templates>/policy`. Errors: POLICY_FILE naming file and line. */
export function openPolicyStore(templatesRoot: string): PolicyStore {
  const root = join(templatesRoot, 'policy')
  const folder = join(root, INSTRUMENT)
  const file = (path: string, name: string): PolicyFile => ({ name, text: readFileSync(join(path, name), 'utf8') })
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'instrument.yaml')
  const sourceText = readFileSync(join(folder, '修订说明.txt'), 'utf8')
  const policy = parsePolicy(
    file(folder, 'instrument.yaml'),
    names.sort().map((name) => file(folder, name)),
    sourceText,
  )
  const demo = parseDemo(file(root, 'demo.yaml'))
  const text: InstrumentText = {
    instrument: policy.instrument,
    industries: policy.industries,
    commonConditions: policy.commonConditions,
  }
  const hashes = new Map<ArticleVersion, string>()
  const hashOf = (article: Article, version: ArticleVersion): string => {
    const known = hashes.get(version)
    if (known !== undefined) return known
    const hash = sha256(articleText(article, version))
    hashes.set(version, hash)
    return hash
  }
  return {
    policy,
    sourceText,
    demoNotice: demo.notice,
    instrument: { hash: sha256(canonicalJson(text)), text },
    demoParameters: (on) => demoParameters(policy, on, demo),
    demoScoring: demo.scoring,
    articlesOn: (on, entered) => articlesInForce(policy, on, entered, hashOf),
  }
}

/** The canonical text an article's hash is taken of; stored beside the hash so that a result can be replayed. */
export function articleText(article: { key: ArticleKey; title: string }, version: ArticleVersion): string {
  return canonicalJson({ key: article.key, title: article.title, version })
}
