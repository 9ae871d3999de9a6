import {
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  DiffOutlined,
  FolderOpenOutlined,
  ImportOutlined,
  NotificationOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import { Alert, Select } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { DEMO_MARK } from '../shared/report/marks.ts'
import { ROLE_NAMES } from '../shared/roles.ts'
import { CohortPage } from './features/cohort/CohortPage.tsx'
import { IntakePage } from './features/intake/IntakePage.tsx'
import { NoticePage } from './features/notice/NoticePage.tsx'
import { PolicyPage } from './features/policy/PolicyPage.tsx'
import { RadarPage } from './features/radar/RadarPage.tsx'
import { RoundsPage } from './features/rounds/RoundsPage.tsx'
import { SettingsPage } from './features/settings/SettingsPage.tsx'
import { ReviewScreen } from './ReviewScreen.tsx'
import { useShortcuts } from './ui/keys.ts'
import { Failure, Working } from './ui/Notices.tsx'
import {
  loadRounds,
  noteTrouble,
  openPage,
  openRound,
  PAGE_NAMES,
  PAGES,
  type Page,
  useRound,
  useUser,
  useWorkspace,
} from './workspace.ts'

const ICONS: Record<Page, ReactNode> = {
  rounds: <FolderOpenOutlined />,
  intake: <ImportOutlined />,
  review: <AuditOutlined />,
  cohort: <BarChartOutlined />,
  notice: <NotificationOutlined />,
  policy: <BookOutlined />,
  radar: <DiffOutlined />,
  settings: <SettingOutlined />,
}

const SCREENS: Record<Page, () => ReactNode> = {
  rounds: RoundsPage,
  intake: IntakePage,
  review: ReviewScreen,
  cohort: CohortPage,
  notice: NoticePage,
  policy: PolicyPage,
  radar: RadarPage,
  settings: SettingsPage,
}

/** Read only when asked for: it brings the pinyin tables. */
const Palette = lazy(() => import('./Palette.tsx').then((module) => ({ default: module.Palette })))

/** Rail, top line and the open screen. */
export function Shell() {
  const page = useWorkspace((state) => state.page)
  const loaded = useWorkspace((state) => state.roundsLoaded)
  const problem = useWorkspace((state) => state.roundsProblem)
  const Screen = SCREENS[page]

  const [finding, setFinding] = useState(false)
  useShortcuts({
    'ctrl+k': () => setFinding(true),
    ...Object.fromEntries(PAGES.map((each, at) => [`ctrl+${at + 1}`, () => openPage(each)])),
  })

  useEffect(() => void loadRounds(), [])

  return (
    <div className="shell">
      <nav className="rail" aria-label="主导航">
        {PAGES.map((each) => (
          <button
            key={each}
            type="button"
            className={each === page ? 'on' : ''}
            aria-current={each === page ? 'page' : undefined}
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
            <Screen />
          ) : (
            <Working words="正在读取批次…" />
          )}
        </main>
      </div>
      {finding && (
        <Suspense fallback={null}>
          <Palette pages={PAGES} onClose={() => setFinding(false)} />
        </Suspense>
      )}
    </div>
  )
}

function TopLine({ onFind }: { onFind: () => void }) {
  const rounds = useWorkspace((state) => state.rounds)
  const savedAt = useWorkspace((state) => state.savedAt)
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
      <span className="saved" aria-live="polite">
        {savedAt === '' ? '' : `已保存 ${savedAt}`}
      </span>
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

function Banners() {
  const core = useWorkspace((state) => state.core)
  const trouble = useWorkspace((state) => state.trouble)
  const round = useRound()
  return (
    <>
      {core === 'lost' && (
        <Alert banner type="error" title="后台服务中断，正在重新启动。已确认保存的内容不会丢失；请稍候，暂不要输入。" />
      )}
      {trouble !== '' && (
        <Alert banner type="error" title={trouble} closable={{ closeIcon: true, onClose: () => noteTrouble('') }} />
      )}
      {round?.demo === true && <div className="demo-banner">{DEMO_MARK}</div>}
    </>
  )
}
