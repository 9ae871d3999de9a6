import {
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  DiffOutlined,
  FolderOpenOutlined,
  ImportOutlined,
  NotificationOutlined,
  SettingOutlined,
  SwapOutlined,
  TrophyOutlined,
} from '@ant-design/icons'
import { Alert, Select } from 'antd'
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { DEMO_MARK } from '../shared/report/marks.ts'
import { ROLE_NAMES } from '../shared/roles.ts'
import { BackupBanner } from './BackupBanner.tsx'
import { prefetchBoard } from './board.ts'
import { may } from './client.ts'
import { RoundsPage } from './features/rounds/RoundsPage.tsx'
import { usePackages, workspaceName } from './packages.ts'
import { ReviewScreen } from './ReviewScreen.tsx'
import { ExplainDrawer } from './ui/ExplainDrawer.tsx'
import { useShortcuts } from './ui/keys.ts'
import { Failure, Working } from './ui/Notices.tsx'
import { usePresence } from './ui/presence.ts'
import { Projector } from './ui/projector.tsx'
import { SavedMark } from './ui/SavedMark.tsx'
import { UndoButtons } from './ui/UndoButtons.tsx'
import {
  loadRounds,
  noteTrouble,
  openDrill,
  openPage,
  openRound,
  PAGE_NAMES,
  PAGES,
  type Page,
  pageKey,
  useRound,
  useUser,
  useWorkspace,
} from './workspace.ts'

const ICONS: Record<Page, ReactNode> = {
  rounds: <FolderOpenOutlined />,
  intake: <ImportOutlined />,
  review: <AuditOutlined />,
  scoring: <TrophyOutlined />,
  cohort: <BarChartOutlined />,
  notice: <NotificationOutlined />,
  policy: <BookOutlined />,
  radar: <DiffOutlined />,
  filings: <CalendarOutlined />,
  exchange: <SwapOutlined />,
  settings: <SettingOutlined />,
}

/** The pages beside the first are read when the window has nothing else to do, or when they are opened before that. */
const LATER = {
  intake: () => import('./features/intake/IntakePage.tsx').then((module) => ({ default: module.IntakePage })),
  scoring: () => import('./features/scoring/ScoringPage.tsx').then((module) => ({ default: module.ScoringPage })),
  cohort: () => import('./features/cohort/CohortPage.tsx').then((module) => ({ default: module.CohortPage })),
  notice: () => import('./features/notice/NoticePage.tsx').then((module) => ({ default: module.NoticePage })),
  policy: () => import('./features/policy/PolicyPage.tsx').then((module) => ({ default: module.PolicyPage })),
  radar: () => import('./features/radar/RadarPage.tsx').then((module) => ({ default: module.RadarPage })),
  filings: () => import('./features/filings/FilingsPage.tsx').then((module) => ({ default: module.FilingsPage })),
  exchange: () => import('./features/exchange/ExchangePage.tsx').then((module) => ({ default: module.ExchangePage })),
  settings: () => import('./features/settings/SettingsPage.tsx').then((module) => ({ default: module.SettingsPage })),
  palette: () => import('./Palette.tsx').then((module) => ({ default: module.Palette })),
}

const SCREENS: Record<Page, ComponentType> = {
  rounds: RoundsPage,
  intake: lazy(LATER.intake),
  review: ReviewScreen,
  scoring: lazy(LATER.scoring),
  cohort: lazy(LATER.cohort),
  notice: lazy(LATER.notice),
  policy: lazy(LATER.policy),
  radar: lazy(LATER.radar),
  filings: lazy(LATER.filings),
  exchange: lazy(LATER.exchange),
  settings: lazy(LATER.settings),
}

const Palette = lazy(LATER.palette)

const EXPERT_PAGES: readonly Page[] = ['scoring']
/** In a package's workspace the expert also hands back. */
const EXPERT_PACKAGE_PAGES: readonly Page[] = ['scoring', 'exchange']

/** Rail, top line and the open screen. */
export function Shell() {
  const wanted = useWorkspace((state) => state.page)
  const user = useUser()
  // An expert from outside works on one page; everything else is the office's.
  const inPackage = usePackages(({ current }) => current !== null)
  const pages = may(user, 'case.list') ? PAGES : inPackage ? EXPERT_PACKAGE_PAGES : EXPERT_PAGES
  const page = pages.find((each) => each === wanted) ?? pages[0] ?? 'scoring'
  const loaded = useWorkspace((state) => state.roundsLoaded)
  const problem = useWorkspace((state) => state.roundsProblem)
  const Screen = SCREENS[page]

  usePresence()
  const [finding, setFinding] = useState(false)
  useShortcuts({
    'ctrl+k': () => setFinding(true),
    ...Object.fromEntries(pages.map((each) => [pageKey(pages, each).toLowerCase(), () => openPage(each)])),
  })

  useEffect(() => void loadRounds(), [])
  const drillWanted = useWorkspace((state) => state.drillWanted)
  useEffect(() => {
    if (drillWanted) openDrill()
  }, [drillWanted])
  usePreparation()

  return (
    <div className="shell">
      <nav className="rail" aria-label="主导航">
        {pages.map((each) => (
          <button
            key={each}
            type="button"
            className={each === page ? 'on' : ''}
            aria-current={each === page ? 'page' : undefined}
            title={pageKey(pages, each)}
            aria-keyshortcuts={pageKey(pages, each).replace('Ctrl', 'Control')}
            onClick={() => openPage(each)}
          >
            {ICONS[each]}
            <span>{PAGE_NAMES[each]}</span>
          </button>
        ))}
      </nav>
      <div className="workspace">
        <TopLine onFind={() => setFinding(true)} />
        <Banners />
        <main className="screen">
          {problem !== '' ? (
            <Failure message={problem} retry={() => void loadRounds()} />
          ) : loaded ? (
            <Suspense fallback={<Working words="正在打开…" />}>
              <Screen />
            </Suspense>
          ) : (
            <Working words="正在读取批次…" />
          )}
        </main>
      </div>
      <ExplainDrawer />
      {finding && (
        <Suspense fallback={null}>
          <Palette pages={pages} onClose={() => setFinding(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** Reads ahead: the open round's list at once, the other pages' code one by one while nobody waits. */
function usePreparation(): void {
  const round = useRound()
  const user = useUser()
  const roundId = round !== null && may(user, 'case.list') ? round.id : null
  useEffect(() => {
    if (roundId !== null) void prefetchBoard(roundId)
  }, [roundId])
  useEffect(() => {
    const left = Object.values(LATER)
    let idle = 0
    const readNext = (): void => {
      const load = left.shift()
      if (load === undefined) return
      idle = requestIdleCallback(() => void load().then(readNext))
    }
    readNext()
    return () => {
      left.length = 0
      cancelIdleCallback(idle)
    }
  }, [])
}

function TopLine({ onFind }: { onFind: () => void }) {
  const rounds = useWorkspace((state) => state.rounds)
  const round = useRound()
  const user = useUser()
  return (
    <header className="top-line">
      {round === null ? (
        <span className="quiet">尚无批次</span>
      ) : (
        <Select
          aria-label="当前批次"
          className="round-pick"
          value={round.id}
          options={rounds.map(({ id, name, sample }) => ({ value: id, label: sample ? `${name}（示例）` : name }))}
          onChange={(id) => openRound(id)}
        />
      )}
      {round?.frozenListNo != null && <span className="mark good">{round.frozenListNo}</span>}
      <span className="space" />
      <Projector />
      <UndoButtons />
      <SavedMark />
      <button type="button" className="find" onClick={onFind}>
        检索 <kbd>Ctrl+K</kbd>
      </button>
      {user !== null && (
        <span className="who">
          {user.name}·{user.roles.map((role) => ROLE_NAMES[role]).join('、')}
        </span>
      )}
    </header>
  )
}

/** The window works in a package: said on every page. */
function PackageBanner() {
  const current = usePackages((state) => state.current)
  if (current === null) return null
  return (
    <div className="package-banner">
      <span>
        派发包工作区：{workspaceName(current)}
        {current.dueOn !== null && `，${current.dueOn} 前交回`}。这里的办理只在本工作区，做成回收包交回后由本局合并。
      </span>
      <button type="button" onClick={() => openPage('exchange')}>
        制作回收包
      </button>
    </div>
  )
}

function Banners() {
  const core = useWorkspace((state) => state.core)
  const trouble = useWorkspace((state) => state.trouble)
  const round = useRound()
  return (
    <>
      {core === 'lost' && (
        <Alert
          banner
          type="error"
          title="后台服务中断，正在重新启动。已确认保存的内容不会丢失，正在填写的意见恢复后自动保存。"
        />
      )}
      {trouble !== '' && (
        <Alert
          banner
          type="error"
          title={trouble}
          closable={{ closeIcon: true, 'aria-label': '关闭', onClose: () => noteTrouble('') }}
        />
      )}
      <BackupBanner />
      <PackageBanner />
      {round?.demo === true && <div className="demo-banner">{DEMO_MARK}</div>}
    </>
  )
}
