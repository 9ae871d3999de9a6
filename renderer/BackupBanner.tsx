import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { call, may, sentence } from './client.ts'
import { noteTrouble, openSettings, useUser, useWorkspace } from './workspace.ts'

/**
 * What is amiss with the backups, on the first page of whoever is in charge: asked when the page opens, and not shown
 * again until then once it was closed.
 */
export function BackupBanner() {
  const user = useUser()
  const asked = useWorkspace(({ page }) => page === 'rounds') && may(user, 'backup.warnings')
  const [warnings, setWarnings] = useState<readonly string[]>([])
  useEffect(() => {
    if (!asked) return
    let late = false
    call('backup.warnings', {}).then(
      (found) => {
        if (!late) setWarnings(found)
      },
      (error: unknown) => {
        if (!late) noteTrouble(`备份的情况没有读到：${sentence(error)}`)
      },
    )
    return () => {
      late = true
      setWarnings([])
    }
  }, [asked])
  return warnings.map((warning) => (
    <Alert
      key={warning}
      banner
      type="warning"
      title={warning}
      action={
        may(user, 'backup.list') ? (
          <Button size="small" onClick={() => openSettings('backup')}>
            去备份
          </Button>
        ) : undefined
      }
      closable={{
        closeIcon: true,
        'aria-label': '关闭',
        onClose: () => setWarnings((shown) => shown.filter((one) => one !== warning)),
      }}
    />
  ))
}
