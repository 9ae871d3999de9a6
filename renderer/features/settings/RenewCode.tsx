import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { call, sentence } from '../../client.ts'
import { RecoveryCode } from '../../ui/RecoveryCode.tsx'
import { useWorkspace } from '../../workspace.ts'

/** A new recovery code in place of one that was lost or seen. */
export function RenewCode() {
  const { modal, message } = App.useApp()
  const encrypted = useWorkspace(({ session }) => session.state === 'ready' && session.view.encrypted === true)
  const [code, setCode] = useState<string | null>(null)

  async function renew(): Promise<void> {
    try {
      setCode((await call('account.renewCode', {})).recoveryCode)
    } catch (error) {
      void message.error(sentence(error))
    }
  }

  function ask(): void {
    modal.confirm({
      title: '更换恢复码？',
      content: '原来的恢复码随即作废，新码只显示一次，请准备好打印或抄写。',
      okText: '更换',
      cancelText: '取消',
      onOk: renew,
    })
  }

  if (!encrypted) return null
  return (
    <>
      <Button onClick={ask}>更换恢复码…</Button>
      {code !== null && (
        <Modal open title="新的恢复码" footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
          <RecoveryCode code={code} done="完成" onKept={() => setCode(null)} />
        </Modal>
      )}
    </>
  )
}
