import { App as AntApp, ConfigProvider, theme } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { useEffect } from 'react'
import { RecoveryPage } from './features/recovery/RecoveryPage.tsx'
import { FirstAccount } from './features/session/FirstAccount.tsx'
import { FirstPassword } from './features/session/FirstPassword.tsx'
import { SignIn } from './features/session/SignIn.tsx'
import { nonce } from './nonce.ts'
import { loadPackages } from './packages.ts'
import { Shell } from './Shell.tsx'
import { useAppearance } from './ui/appearance.ts'
import { useDialogKeys } from './ui/dialogKeys.ts'
import { Working } from './ui/Notices.tsx'
import { loadSession, noteCore, openDrill, useWorkspace } from './workspace.ts'

const FONTS =
  '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'

export function App() {
  const dark = useAppearance()
  useDialogKeys()
  return (
    <ConfigProvider
      // The ring that spreads from a pressed button for two seconds says nothing and draws the eye away.
      wave={{ disabled: true }}
      locale={zhCN}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      theme={{
        zeroRuntime: true,
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          fontFamily: FONTS,
          fontSize: 14,
          borderRadius: 4,
          controlHeight: 30,
          colorPrimary: dark ? '#4a90e8' : '#0f5bb5',
          colorLink: dark ? '#7db3f5' : '#0f5bb5',
          colorTextPlaceholder: dark ? '#9a9a9a' : '#6b6b6b',
          colorTextTertiary: dark ? '#a6a6a6' : '#616161',
          colorTextDescription: dark ? '#a6a6a6' : '#5c5c5c',
        },
        components: {
          Table: { cellPaddingBlockSM: 5, cellFontSizeSM: 13 },
          // White on the lighter blue of the dark look is too faint to read.
          Button: { primaryColor: dark ? '#000000' : '#ffffff' },
        },
      }}
    >
      <AntApp className="app">
        <Screens />
      </AntApp>
    </ConfigProvider>
  )
}

function Screens() {
  const session = useWorkspace((state) => state.session)
  useEffect(() => {
    void loadSession()
    void loadPackages().catch(() => {})
    const stop = window.bureau.onEvent((event) => {
      if (event === 'drill') {
        openDrill()
        return
      }
      noteCore(event)
      // The core that came back knows nobody: ask it who is signed in.
      if (event === 'restarted') void loadSession()
    })
    return stop
  }, [])

  if (session.state === 'loading') return <Working words="正在打开…" />
  if (session.state === 'failed') return <RecoveryPage message={session.message} />
  if (!session.view.hasAccounts) return <FirstAccount />
  if (session.view.user === null) return <SignIn />
  if (session.view.user.mustChange) return <FirstPassword name={session.view.user.name} />
  return <Shell />
}
