import { Button, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../client.ts'
import { RecoveryCode } from '../../ui/RecoveryCode.tsx'
import { useWorkspace } from '../../workspace.ts'
import { AskPassword } from './AskPassword.tsx'

/** A new recovery code in place of one that was lost or seen. */
export function RenewCode() {
  const encrypted = useWorkspace(({ session }) => session.state === 'ready' && session.view.encrypted === true)
  const [asking, setAsking] = useState(false)
  const [code, setCode] = useState<string | null>(null)

  async function renew(password: string): Promise<void> {
    const { recoveryCode } = await call('account.renewCode', { password })
    setAsking(false)
    setCode(recoveryCode)
  }

  if (!encrypted) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>更换恢复码…</Button>
      {asking && (
        <AskPassword title="更换恢复码" okText="更换" act={renew} onClose={() => setAsking(false)}>
          <p className="quiet">原来的恢复码随即作废，新码只显示一次，请准备好打印或抄写。</p>
        </AskPassword>
      )}
      {code !== null && (
        <Modal open title="新的恢复码" footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
          <RecoveryCode code={code} done="完成" onKept={() => setCode(null)} />
        </Modal>
      )}
    </>
  )
}
