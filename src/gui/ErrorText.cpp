#include "gui/ErrorText.h"

#include "core/Version.h"
#include "gui/LimitText.h"

#include <algorithm>
#include <chrono>

namespace kinora {

namespace {

// "in 40 seconds", "in 3 minutes"; rounded up, so that it is never too early.
QString inTime(std::chrono::seconds time) {
    const auto seconds = static_cast<int>(std::max<long long>(1, time.count()));
    if (seconds < 90) {
        return QCoreApplication::translate("ErrorText", "in %n second(s)", nullptr, seconds);
    }
    const int minutes = (seconds + 59) / 60;
    return QCoreApplication::translate("ErrorText", "in %n minute(s)", nullptr, minutes);
}

bool isAbout(const Error& error, QLatin1String name) {
    return !error.fieldErrors.isEmpty() && error.fieldErrors.first().field == name;
}

} // namespace

QString ErrorText::sentence(const Error& error) {
    switch (error.code) {
    case ErrorCode::ValidationFailed:
        return tr("The relay did not accept what was entered.");
    case ErrorCode::IdempotencyKeyRequired:
    case ErrorCode::IdempotencyKeyReused:
        return tr("The relay did not accept the request. Nothing was made; try again.");
    case ErrorCode::InvalidCredentials:
        return tr("E-mail or password is not right.");
    case ErrorCode::Unauthorized:
    case ErrorCode::SignedOut:
        return tr("Your session has ended. Sign in again.");
    case ErrorCode::Forbidden:
        return tr("The relay does not allow this.");
    case ErrorCode::AccountPending:
        return tr("This account waits for the approval of the relay's owner.");
    case ErrorCode::BudgetExhausted:
        return tr("Your budget on this relay is used up. Its owner can raise it.");
    case ErrorCode::NotFound:
        return tr("The relay does not have this any more.");
    case ErrorCode::Conflict:
        return tr("This has changed meanwhile.");
    case ErrorCode::RequestInProgress:
        return tr("The relay is still working on the same request.");
    case ErrorCode::ResyncRequired:
        return tr("Your library is out of step with the relay. It is being read again.");
    case ErrorCode::RateLimited:
        return error.retryAfter ? tr("That was too often. You can go on %1.").arg(inTime(*error.retryAfter))
                                : tr("That was too often. Wait a moment.");
    case ErrorCode::QueueFull:
        return tr("Too many of your videos are waiting already. Try again when some are done.");
    case ErrorCode::StorageFull:
        return tr("The relay has no room left. Its owner has to make some.");
    case ErrorCode::Unavailable:
        return tr("The relay is not ready at the moment. Try again shortly.");
    case ErrorCode::PayloadTooLarge:
        return tr("This is larger than the relay takes.");
    case ErrorCode::UnsupportedMediaType:
        return tr("The relay does not take files of this kind.");
    case ErrorCode::InvalidVideo:
        return tr("The relay cannot keep this video: it does not play to its end, or is neither MP4 nor WebM.");
    case ErrorCode::RelayError:
        return error.httpStatus > 0 ? tr("The relay could not do this (answer %1).").arg(error.httpStatus)
                                    : tr("The relay could not do this.");
    case ErrorCode::Unreachable:
        return tr("The relay cannot be reached. Check its address and that it is running.");
    case ErrorCode::ConnectionLost:
        return tr("The connection to the relay broke.");
    case ErrorCode::TimedOut:
        return tr("The relay did not answer in time.");
    case ErrorCode::ProxyFailed:
        return tr("The proxy on the way to the relay cannot be reached or does not let this through.");
    case ErrorCode::ProxyLoginNeeded:
        return tr("The proxy on the way to the relay wants a name and a password.");
    case ErrorCode::TlsFailed:
        return certificate(error.certificate);
    case ErrorCode::BadAnswer:
        return tr("What answers at this address is not a Kinora relay, or one this version does not understand.");
    case ErrorCode::RelayTooOld:
        return tr("This relay is too old for this version of Kinora (%1, needed is %2). Its owner can update it.")
            .arg(error.detail, QLatin1String(oldestRelayVersion));
    case ErrorCode::KeychainUnavailable:
        return tr("The system keychain cannot be used.");
    case ErrorCode::KeychainLocked:
        return tr("The system keychain is locked.");
    case ErrorCode::DiskFull:
        return tr("The disk of this computer is full.");
    case ErrorCode::FileFailed:
        return tr("A file on this computer could not be read or written.");
    case ErrorCode::CorruptFile:
        return tr("A file on this computer is damaged.");
    case ErrorCode::LaterVersion:
        return tr("This library was written by a later version of Kinora. Update Kinora to open it.");
    case ErrorCode::Busy:
        return tr("Another program is using a file that Kinora needs.");
    case ErrorCode::Canceled:
        return tr("Cancelled.");
    }
    return tr("Something went wrong.");
}

QString ErrorText::signIn(const Error& error, int wrongTries) {
    // The relay never says that it has stopped listening, since a stranger would learn from it: said in time.
    constexpr int many = 5;
    if (error.code == ErrorCode::InvalidCredentials && wrongTries >= many) {
        return tr(
            "E-mail or password is not right. After ten wrong tries the relay accepts no password for a quarter of "
            "an hour, the right one neither. Wait, or ask its owner for help.");
    }
    if (error.code == ErrorCode::RateLimited) {
        return error.retryAfter
                   ? tr("Too many tries with a wrong password. You can try again %1.").arg(inTime(*error.retryAfter))
                   : tr("Too many tries with a wrong password. Wait a moment.");
    }
    if (error.code == ErrorCode::Forbidden) {
        return tr("This account cannot sign in. Ask the owner of the relay.");
    }
    return sentence(error);
}

QString ErrorText::registration(const Error& error) {
    if (error.code == ErrorCode::AccountPending) {
        return tr("Your account has been made. You can sign in as soon as the owner of the relay has approved it.");
    }
    if (error.code == ErrorCode::Forbidden) {
        return tr("This relay does not take new accounts without a code from its owner.");
    }
    if (error.code == ErrorCode::Conflict) {
        return emailTaken();
    }
    return sentence(error);
}

QString ErrorText::reset(const Error& error) {
    // The relay says the same of each, since a stranger would learn from more.
    if (error.code == ErrorCode::InvalidCredentials) {
        return tr("This code is not good for this address: it is mistyped, was used already, or is older than a day. "
                  "The owner of the relay can give you another.");
    }
    if (error.code == ErrorCode::RateLimited) {
        return error.retryAfter ? tr("Too many tries with a code. You can try again %1.").arg(inTime(*error.retryAfter))
                                : tr("Too many tries with a code. Wait a moment.");
    }
    return signIn(error, 0);
}

QString ErrorText::emailTaken() {
    return tr("There is an account with this address already. Sign in instead.");
}

QString ErrorText::submission(const Error& error) {
    if (isAmbiguous(error)) {
        return tr("The answer of the relay was lost. The same request is sent again as soon as the relay is back; "
                  "nothing is made "
                  "twice.");
    }
    if (error.limit) {
        return LimitText::refusal(*error.limit);
    }
    switch (error.code) {
    case ErrorCode::Conflict:
        if (isPriceChange(error)) {
            return tr("The price has changed meanwhile, so nothing was sent. Look at the new one and decide.");
        }
        if (isAbout(error, QLatin1String("remixOf"))) {
            return field(error.fieldErrors.first());
        }
        return sentence(error);
    case ErrorCode::Unreachable:
        return tr("The relay cannot be reached, so nothing was sent. Your text is kept.");
    case ErrorCode::ProxyFailed:
    case ErrorCode::ProxyLoginNeeded:
        return tr("%1 Nothing was sent, and your text is kept.").arg(sentence(error));
    case ErrorCode::DiskFull:
        return tr("The disk of this computer is full, so the request could not be noted down. Nothing was sent.");
    case ErrorCode::FileFailed:
    case ErrorCode::Busy:
    case ErrorCode::CorruptFile:
        return tr("The request could not be noted down on this computer. Nothing was sent.");
    case ErrorCode::RateLimited:
        return error.retryAfter ? tr("You have made as many videos as this relay allows for now. You can go on %1.")
                                      .arg(inTime(*error.retryAfter))
                                : tr("You have made as many videos as this relay allows for now.");
    case ErrorCode::ValidationFailed:
        return error.fieldErrors.isEmpty() ? sentence(error) : field(error.fieldErrors.first());
    default:
        return sentence(error);
    }
}

QString ErrorText::imported(const Error& error) {
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr("This relay takes no videos that were made elsewhere.");
    case ErrorCode::StorageFull:
        return tr("The relay has no room left. Once its owner has made some, they are sent by themselves.");
    case ErrorCode::ValidationFailed:
        return isAbout(error, QLatin1String("prompt")) ? tr("Its prompt is longer than the relay takes.")
                                                       : tr("The relay did not accept what is known of it.");
    default:
        return sentence(error);
    }
}

QString ErrorText::retry(const Error& error, const Job& job, std::optional<qint64> newPrice) {
    if (error.code != ErrorCode::Conflict) {
        return submission(error);
    }
    if (!isPriceChange(error)) {
        return tr("This job cannot be tried again any more.");
    }
    if (!newPrice) {
        return tr("The price has changed, so nothing was sent. Edit and try again to see the new price.");
    }
    const QString price = LimitText::money(*newPrice);
    return job.priceMicroUsd
               ? tr("It now costs %1, not %2, so nothing was sent.").arg(price, LimitText::money(*job.priceMicroUsd))
               : tr("It now costs %1, so nothing was sent.").arg(price);
}

QString ErrorText::field(const FieldError& error) {
    const QString& code = error.code;
    if (error.field == QLatin1String("email")) {
        return code == QLatin1String("too_long") ? tr("This address is too long.")
                                                 : tr("This does not look like an e-mail address yet.");
    }
    if (error.field == QLatin1String("password") || error.field == QLatin1String("newPassword")) {
        if (code == QLatin1String("guessable")) {
            return tr(
                "This password would be guessed soon. Three or four words that have nothing to do with each other "
                "are better.");
        }
        return code == QLatin1String("too_long") ? tr("This password is too long.") : tr("This password is too short.");
    }
    if (error.field == QLatin1String("displayName")) {
        return tr("This name cannot be used. Choose a shorter one.");
    }
    if (error.field == QLatin1String("inviteCode")) {
        return code == QLatin1String("required") ? tr("This relay takes new accounts by invitation only.")
                                                 : tr("This invitation is not good, or not good any more.");
    }
    if (error.field == QLatin1String("setupCode")) {
        return tr("This is not the set-up code of the relay.");
    }
    if (error.field == QLatin1String("prompt")) {
        return code == QLatin1String("too_long") ? tr("The prompt is too long for this model.")
                                                 : tr("Describe the video in a few words first.");
    }
    if (error.field == QLatin1String("cameos")) {
        return tr("A cameo of this prompt has been deleted meanwhile. Nothing was sent; look at the prompt again.");
    }
    if (error.field == QLatin1String("referenceId")) {
        return tr("The relay no longer has the reference image, so nothing was sent. Try once more: it is sent again.");
    }
    if (error.field == QLatin1String("remixOf")) {
        return code == QLatin1String("unknown")
                   ? tr("The video that this is to be made from is not on the relay any more. Nothing was sent.")
                   : tr("This video cannot be remixed any more, so nothing was sent.");
    }
    if (error.field == QLatin1String("negativePrompt")) {
        return tr("What is not wanted is too long for this model.");
    }
    if (error.field == QLatin1String("seconds") || error.field == QLatin1String("orientation") ||
        error.field == QLatin1String("model") || error.field == QLatin1String("size")) {
        return tr("The relay no longer offers these options. Choose again.");
    }
    return tr("The relay did not accept what was entered (%1).").arg(error.field);
}

QString ErrorText::certificate(const std::optional<CertificateProblem>& problem) {
    switch (problem.value_or(CertificateProblem::Other)) {
    case CertificateProblem::Revoked:
        return tr("The certificate of this relay has been withdrawn. Nothing was sent. Ask its owner.");
    case CertificateProblem::OtherName:
        return tr("The certificate at this address was made for another one, so this may not be the relay you mean. "
                  "Nothing was sent. Check the address.");
    case CertificateProblem::Expired:
        return tr(
            "The certificate of this relay has expired, or the clock of this computer is wrong. Nothing was sent.");
    case CertificateProblem::NotYetValid:
        return tr("The certificate of this relay is not valid yet, or the clock of this computer is wrong. Nothing was "
                  "sent.");
    case CertificateProblem::UnknownIssuer:
        return tr(
            "Nobody this computer trusts has signed the certificate of this relay, so anybody could have made it. "
            "Nothing was sent. Its owner can get a trusted one, or you add their issuer to this computer.");
    case CertificateProblem::Other:
        break;
    }
    return tr("The connection to the relay is not safe: its certificate is not valid. Nothing was sent.");
}

QString ErrorText::address(RelayAddressProblem problem) {
    switch (problem) {
    case RelayAddressProblem::Empty:
        return tr("Enter the address of a relay.");
    case RelayAddressProblem::Malformed:
        return tr("This is not an address. It looks like https://relay.example.");
    case RelayAddressProblem::UnsupportedScheme:
        return tr("The address must start with https:// or http://.");
    }
    return {};
}

QString ErrorText::proxyAddress(ProxyAddressProblem problem) {
    switch (problem) {
    case ProxyAddressProblem::Empty:
        return tr("Enter the address of the proxy.");
    case ProxyAddressProblem::Malformed:
        return tr("This is not an address. It looks like proxy.example:3128.");
    case ProxyAddressProblem::PortMissing:
        return tr("The port is missing. It looks like proxy.example:3128.");
    }
    return {};
}

QString ErrorText::email(EmailProblem problem) {
    switch (problem) {
    case EmailProblem::None:
        return {};
    case EmailProblem::Empty:
        return tr("Enter your e-mail address.");
    case EmailProblem::Malformed:
        return tr("This does not look like an e-mail address yet.");
    case EmailProblem::TooLong:
        return tr("This address is too long.");
    }
    return {};
}

QString ErrorText::password(PasswordProblem problem, int minLength, int maxLength) {
    switch (problem) {
    case PasswordProblem::None:
        return {};
    case PasswordProblem::Empty:
        return tr("Enter a password.");
    case PasswordProblem::TooShort:
        return tr("At least %n character(s).", nullptr, minLength);
    case PasswordProblem::TooLong:
        return tr("At most %n character(s).", nullptr, maxLength);
    }
    return {};
}

QString ErrorText::displayName(DisplayNameProblem problem) {
    return problem == DisplayNameProblem::TooLong ? tr("At most %n character(s).", nullptr, displayNameMaxLength)
                                                  : QString();
}

QString ErrorText::outcome(const Job& job) {
    if (job.status == JobStatus::Canceled) {
        return tr("Cancelled.");
    }
    if (!job.error) {
        return tr("It failed, and the relay does not say why.");
    }
    switch (job.error->failure) {
    case JobFailure::ModerationBlocked:
        return tr("The video service refused this prompt because of its content rules.");
    case JobFailure::UpstreamRejected:
        return tr("The video service did not accept this request.");
    case JobFailure::UpstreamBusy:
        return tr("The video service was too busy for too long.");
    case JobFailure::UpstreamFull:
        return tr("The video service has no free places left (“invite full”).");
    case JobFailure::UpstreamGone:
        return tr("The video service no longer offers this.");
    case JobFailure::NoAccess:
        return tr("The video service does not accept the key of the relay.");
    case JobFailure::TimedOut:
        return tr("The video was not ready in time.");
    case JobFailure::ResultExpired:
        return tr("The video was made, but was gone before the relay could fetch it.");
    case JobFailure::ResultInvalid:
        return tr("What the video service delivered is not a playable video.");
    case JobFailure::OutcomeUnknown:
        return tr("The answer was lost, and the video service cannot say whether it accepted the request.");
    case JobFailure::Interrupted:
        return tr("The connection broke while the video was being made, and it could not be picked up again.");
    case JobFailure::NotAccepted:
        return tr("The video service never took the request.");
    case JobFailure::StorageFull:
        return tr("The relay has no room left to keep the video.");
    case JobFailure::Internal:
        return tr("Something went wrong inside the relay.");
    case JobFailure::Unknown:
        break;
    }
    return tr("It failed for a reason this version does not know (%1).").arg(job.error->code);
}

QString ErrorText::charged(Charged charged) {
    switch (charged) {
    case Charged::No:
        return tr("Nothing was charged.");
    case Charged::Held:
        return tr("The price is held until the outcome is clear.");
    case Charged::Yes:
        return tr("It was charged.");
    case Charged::Unknown:
        return tr("It may have been charged.");
    }
    return {};
}

QString ErrorText::nextStep(const Job& job) {
    if (!job.videoId.isEmpty()) {
        return tr("The video has arrived after all; it is in your gallery.");
    }
    if (job.status != JobStatus::Failed) {
        return {};
    }
    if (!job.error) {
        return tr("The owner of the relay can look into its log.");
    }
    switch (job.error->failure) {
    case JobFailure::ModerationBlocked:
        return tr("Change the prompt and try again.");
    case JobFailure::UpstreamRejected:
        return tr("Change the prompt or the options and try again.");
    case JobFailure::UpstreamBusy:
        return tr("Try again later.");
    case JobFailure::UpstreamFull:
        return tr("Try again later; the owner of the relay can add a key.");
    case JobFailure::UpstreamGone:
        return tr("Choose another model.");
    case JobFailure::NoAccess:
    case JobFailure::StorageFull:
        return tr("The owner of the relay has to see to it.");
    case JobFailure::TimedOut:
        return tr("Should it still arrive, it appears in your gallery.");
    case JobFailure::OutcomeUnknown:
        return tr("It is not sent again by itself.");
    case JobFailure::ResultExpired:
    case JobFailure::ResultInvalid:
        return tr("Trying again makes a new video.");
    case JobFailure::Interrupted:
        return tr("It is not sent again by itself.");
    case JobFailure::NotAccepted:
    case JobFailure::Internal:
    case JobFailure::Unknown:
        return job.error->retryable ? tr("You can try again.")
                                    : tr("Change something and try again, or ask the owner of the relay.");
    }
    return {};
}

} // namespace kinora
