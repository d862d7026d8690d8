// A real provider on this machine (npm oidc-provider).  Whoever types a name at it is that user; its own pages for trying it out
// ask for any password, and then for leave to tell the portal.
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

function newKey(kind, kid) {
	const { privateKey } = kind === 'RSA' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) :
		generateKeyPairSync('ec', { namedCurve: 'P-256' });
	return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: kind === 'RSA' ? 'RS256' : 'ES256' };
}

// users: login -> claims; they may change between log-ins.
export async function startProvider({ port, portal, users, key = 'RSA', kid = 'first', tokenHoldsAll = false, auth = 'client_secret_basic',
	logout = true }) {
	const issuer = `http://127.0.0.1:${port}`;
	const provider = new Provider(issuer, {
		clients: [{
			client_id: 'portal',
			client_secret: 'en hemmelighed: %7E/+&=',
			redirect_uris: [`${portal.origin}/log-ind/retur`],
			post_logout_redirect_uris: [`${portal.origin}/`],
			id_token_signed_response_alg: key === 'RSA' ? 'RS256' : 'ES256',
			token_endpoint_auth_method: auth,
		}],
		clientAuthMethods: [auth],
		jwks: { keys: [newKey(key, kid)] },
		cookies: { keys: ['kun til prøve'] },
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'roles', 'realm'] },
		scopes: ['openid', 'email', 'profile'],
		conformIdTokenClaims: !tokenHoldsAll,
		pkce: { methods: ['S256'], required: () => true },
		features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: logout } },
		findAccount: (ctx, id) => (users[id] ? { accountId: id, claims: () => ({ sub: id, ...users[id] }) } : undefined),
		ttl: { Session: 3600, Grant: 3600, Interaction: 3600, IdToken: 300, AccessToken: 300, AuthorizationCode: 60 },
	});
	const server = await new Promise((resolve) => {
		const listening = provider.listen(port, '127.0.0.1', () => resolve(listening));
	});
	return {
		issuer,
		stop: () => new Promise((resolve) => {
			server.close(resolve);
			server.closeAllConnections();
		}),
	};
}
