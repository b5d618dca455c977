/** Where to press in NapCat and in QQ, which speak simplified Chinese to everybody. */
export const PRESS = {
  server: '网络配置 → 新建 → WebSocket 服务器',
  client: '网络配置 → 新建 → WebSocket 客户端',
  httpServer: '网络配置 → 新建 → HTTP 服务器',
  httpClient: '网络配置 → 新建 → HTTP 客户端',
  on: '启用',
  admins: '群设置 → 管理员',
} as const;
