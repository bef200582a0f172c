namespace BackOffice.Integration.Engine.Audit;

/// <summary>One act worth proving; written in the same transaction as the fact.</summary>
/// <param name="Actor">Login of the actor, or <c>hub</c> for what the hub does by itself.</param>
/// <param name="Action">Noun and past-tense verb, such as <c>release.sealed</c>.</param>
/// <param name="Object">What it was done to, such as a release's id.</param>
/// <param name="Detail">A JSON object of ids and hashes only.</param>
internal sealed record AuditEntry(string Actor, string Action, string Object, string Detail);
