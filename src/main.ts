export async function start(_:any){}
