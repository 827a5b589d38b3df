// Package openid knows people by what a provider of OpenID Connect says of them: a
// company's directory, or a service where they have an account already.
package openid
