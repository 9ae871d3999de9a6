import type { ArticleKey } from '../../shared/application.ts'
import { type Allocation, DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'
import { type Channel, channels, type Input, type Output, type Reply } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { UNSET_SETTINGS } from '../../shared/report/noticeSettings.ts'
import type {
  AccountView,
  ArticleView,
  CaseRow,
  CaseStatus,
  CaseView,
  CohortView,
  DraftView,
  OfficeSettings,
  RoundView,
} from '../../shared/views.ts'

type Answers = { [C in Channel]?: (input: Input<C>) => Output<C> | Promise<Output<C>> }

const NOW = '2026-03-05T06:32:00.000Z'
const PLACES = ['金曜', '澜庭', '木禾', '云锦', '晨光', '素衣', '时代', '瑞翎', '青禾', '鹏翼']
const TRADES = ['黄金珠宝', '眼镜', '皮革', '家具', '钟表', '服装', '内衣', '化妆品', '工艺美术']
const ARTICLES: readonly (readonly [ArticleKey, string, string])[] = [
  ['event', '第十一条', '支持培育时尚产业重大活动'],
  ['smart-glasses', '第十四条', '支持智能眼镜应用推广'],
  ['platform', '第九条', '完善时尚行业支撑体系'],
]
const STATUSES: CaseStatus[] = ['pending', 'unknown', 'supplement', 'agreed', 'refused']

/** A core held in memory, so that the window's screens can be driven at any size without a database. Test only. */
export class FakeCore {
  readonly rows: CaseRow[]
  /** Kept as the real core does: an empty one is none. */
  private readonly drafts = new Map<string, DraftView>()
  private readonly kept = new Map<string, Input<'personal.save'>['value']>()
  private user: AccountView | null = null
  private rounds: RoundView[] = []
  private settings: OfficeSettings = {
    ...UNSET_SETTINGS,
    issuer: '',
    publicityDays: null,
    workingDays: true,
    countFirstDay: false,
    startOn: null,
    signedOn: null,
    consultContact: '',
    consultPhone: '',
    objectionContact: '',
    objectionPhone: '',
    address: '',
    postcode: '',
    supervisionPhone: '',
  }

  constructor(cases: number) {
    this.rows = Array.from({ length: cases }, (_, at) => row(at))
  }

  /** Answers as the real core does: a value, or a refusal with its sentence. */
  async ask(channel: string, input: unknown): Promise<Reply<unknown>> {
    const known = channels.find((each) => each === channel)
    const handler = known === undefined ? undefined : this.answers[known]
    if (handler === undefined) return { ok: false, code: 'NOT_FOUND', message: '这项功能在本测试中没有答复' }
    try {
      return { ok: true, value: await (handler as (given: unknown) => unknown)(input) }
    } catch (error) {
      if (error instanceof AppError) return { ok: false, code: error.code, message: error.message }
      throw error
    }
  }

  private readonly answers: Answers = {
    'session.status': () => this.session(),
    'session.firstAccount': ({ name }) => {
      this.user = {
        id: 'u1',
        name,
        roles: ['admin', 'chief', 'reviewer'],
        active: true,
        mustChange: false,
        createdAt: NOW,
      }
      return { ...this.session(), recoveryCode: null }
    },
    'round.list': () => this.rounds.map((round) => this.counted(round)),
    'round.createSample': () => {
      const round = sampleRound()
      this.rounds = [round]
      return this.counted(round)
    },
    'round.assess': () => ({ assessed: this.rows.length, changed: 0 }),
    'case.list': () => this.rows,
    'case.firstRows': ({ count }) => this.rows.slice(0, count),
    'case.get': ({ caseId }) => ({ ...caseView(this.find(caseId)), draft: this.drafts.get(caseId) ?? null }),
    'case.saveDraft': ({ caseId, ...draft }) => {
      if (draft.opinion === '' && draft.chosen === null && !draft.adjusting) this.drafts.delete(caseId)
      else this.drafts.set(caseId, { ...draft, savedAt: NOW })
      return { savedAt: NOW }
    },
    'case.decide': ({ caseId, kind, amountFen, opinion }) => {
      this.drafts.delete(caseId)
      const at = this.rows.findIndex(({ id }) => id === caseId)
      const before = this.find(caseId)
      const status = ({ agree: 'agreed', refuse: 'refused', hold: 'unknown', supplement: 'supplement' } as const)[kind]
      const proposedFen = kind === 'agree' ? (amountFen ?? before.computedFen) : null
      const next = { ...before, status, proposedFen, overridden: amountFen !== null }
      this.rows[at] = next
      const decided = { id: 'd1', kind, amountFen: proposedFen, computedFen: before.computedFen, opinion }
      const decision = { ...decided, overridden: amountFen !== null, reviewer: '王示例', decidedAt: NOW }
      return { ...caseView(next), decision }
    },
    'personal.get': ({ key }) => ({ value: this.kept.get(key) ?? null, savedAt: null }),
    'personal.save': ({ key, value }) => {
      this.kept.set(key, value)
      return { savedAt: NOW }
    },
    'cohort.view': ({ budgetFen }) => cohort(this.rows, budgetFen),
    'list.all': () => [],
    'policy.articles': () => ARTICLES.map(([key]) => article(key)),
    'settings.get': () => this.settings,
    'settings.save': (settings) => {
      this.settings = settings
      return settings
    },
  }

  private find(caseId: string): CaseRow {
    const found = this.rows.find(({ id }) => id === caseId)
    if (found === undefined) throw new AppError('NOT_FOUND', '没有这件申报')
    return found
  }

  private session() {
    return { hasAccounts: this.user !== null, user: this.user, encrypted: false, appVersion: '0.1.0' }
  }

  private counted(round: RoundView): RoundView {
    const count = (status: CaseStatus) => this.rows.filter((each) => each.status === status).length
    const statusCounts = {
      pending: count('pending'),
      unknown: count('unknown'),
      supplement: count('supplement'),
      agreed: count('agreed'),
      refused: count('refused'),
      out: count('out'),
    }
    const sum = (key: 'requestedFen' | 'proposedFen') => this.rows.reduce((total, each) => total + (each[key] ?? 0), 0)
    const [requestedFen, proposedFen] = [sum('requestedFen'), sum('proposedFen')]
    return { ...round, applications: this.rows.length, statusCounts, requestedFen, proposedFen }
  }
}

function row(at: number): CaseRow {
  const [article, articleNo] = ARTICLES[at % ARTICLES.length] ?? (['event', '第十一条'] as const)
  const industry = TRADES[at % TRADES.length] ?? '其他'
  const status = STATUSES[at % 7] ?? 'pending'
  const computedFen = at % 5 === 4 ? null : 12_345_600 + at * 100
  return {
    id: `c${at}`,
    applicationNo: `LG2026${String(at + 1).padStart(5, '0')}`,
    applicant: `${PLACES[at % PLACES.length]}${industry}示例${at + 1}有限公司`,
    article,
    articleNo,
    industry,
    projectName: `示例项目${at + 1}`,
    status,
    outcome: at % 5 === 4 ? 'unknown' : 'met',
    requestedFen: 20_000_000,
    computedFen,
    proposedFen: status === 'agreed' ? computedFen : null,
    overridden: false,
    score: '80',
    reviewer: '',
    stage: '已受理',
    assignee: '',
    assigneeId: null,
    creditCode: '91440300000000000X',
    stale: false,
    reopened: false,
  }
}

function caseView(row: CaseRow): CaseView {
  const clause = row.articleNo
  return {
    row,
    roundId: 'r1',
    stages: ['草稿', '已受理', '形式审查', '拟定', '复核', '审定', '公示', '下达', '归档'],
    moves: [],
    acts: [],
    locked: '',
    recusals: [],
    attachments: [],
    pins: [],
    supplements: [],
    application: {
      applicationNo: row.applicationNo,
      article: row.article,
      articleText: clause,
      applicant: row.applicant,
      creditCode: '91440300000000000X',
      industry: row.industry,
      projectName: row.projectName,
      facts: { requestedFen: 20_000_000, startDate: '2025-02-16', phone: '13800000000', aiGroup: true },
      materials: { 营业执照: true, 信用报告: false },
    },
    source: { fileName: '示例.xlsx', sheet: '汇总', row: 5 },
    assessment: {
      article: row.article,
      articleNo: clause,
      articleHash: 'a'.repeat(64),
      outcome: row.outcome ?? 'unknown',
      conditions: [
        { id: 'a', label: '设置AI+组别', outcome: 'met', clause, text: '申报表填写为“是”', supplement: '' },
        {
          id: 'b',
          label: '展览面积',
          outcome: 'unknown',
          clause,
          text: '未填写展览面积',
          supplement: '请补充展览面积证明',
        },
      ],
      amountFen: row.computedFen,
      steps:
        row.computedFen === null
          ? []
          : [
              {
                id: 'base',
                label: '认定金额',
                clause,
                text: '审计确认金额',
                beforeFen: null,
                afterFen: row.computedFen,
              },
            ],
      warnings: [],
      demo: true,
    },
    assessmentId: `a-${row.id}`,
    decision: null,
    draft: null,
    history: [{ at: NOW, who: '王示例', kind: 'import', text: '导入并测算', changes: [], reason: '' }],
    article: row.article === null ? null : article(row.article),
  }
}

function article(key: ArticleKey): ArticleView {
  const [, no, title] = ARTICLES.find(([each]) => each === key) ?? ARTICLES[0] ?? (['event', '', ''] as const)
  const version = {
    from: '2026-01-01',
    to: null,
    fromNote: '起算日为推定',
    status: 'in-force' as const,
    no,
    noInferred: key === 'event',
    reviewMode: '评审 + 专项审计',
    reviewModeConfirmed: true,
    steps: ['申报', '评审', '审计', '公示'],
    stages: [],
    passages: [{ heading: '修改理由', quotation: '测试用条文' }],
    parameters: [],
    conditions: [],
    amount: null,
    quota: null,
    repeal: null,
  }
  return { key, title, change: '修改', current: version, previous: null, parameters: [], hash: 'b'.repeat(64) }
}

function cohort(rows: readonly CaseRow[], budgetFen: number | null): CohortView {
  const agreed = rows.filter((each) => each.status === 'agreed')
  const entitledFen = agreed.reduce((sum, each) => sum + (each.proposedFen ?? 0), 0)
  const budget = budgetFen ?? 1_200_000_000
  const allocation: Allocation = {
    budgetFen: budget,
    entitledFen,
    allocatedFen: Math.min(budget, entitledFen),
    remainderFen: Math.max(0, budget - entitledFen),
    cut: null,
    rows: [],
    ties: [],
    blocked: [],
  }
  const shown = agreed.map((each) => ({
    id: each.id,
    applicationNo: each.applicationNo,
    applicant: each.applicant,
    articleNo: each.articleNo,
    article: each.article ?? 'event',
    industry: each.industry,
    score: each.score,
    quota: 'in' as const,
    baseFen: each.requestedFen,
    rateFen: each.computedFen,
    capFen: null,
    annualCapFen: null,
    requestedCapFen: null,
    entitledFen: each.proposedFen ?? 0,
    cutFen: 0,
    allocatedFen: each.proposedFen ?? 0,
    overridden: false,
  }))
  return { allocation, rows: shown, trial: budgetFen !== null }
}

function sampleRound(): RoundView {
  return {
    id: 'r1',
    year: 2026,
    batch: 1,
    name: '2026年第1批',
    budgetFen: 1_200_000_000,
    policyOn: '2026-01-01',
    windowFrom: null,
    windowTo: null,
    rules: DEFAULT_ROUND_RULES,
    demo: true,
    sample: true,
    applications: 0,
    statusCounts: { pending: 0, unknown: 0, supplement: 0, agreed: 0, refused: 0, out: 0 },
    requestedFen: 0,
    proposedFen: 0,
    frozenListNo: null,
    fallen: false,
    closing: null,
  }
}
